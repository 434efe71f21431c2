/** Ids in the examples of the operations. */
export const exampleIds = {
  customer: 'cus_01m847cjw2e5zr0c7h9v3n6k8t',
  contact: 'ctc_01m848w2tnf7q3z6y9c1b5d8hk',
  portalSession: 'pst_01m848v5zcf3k9w1x7d0b6m2qe',
  oauthGrant: 'oag_01m84a6h3kf7x2q9w4t0c8n5vd',
  endpoint: 'whe_01m847cr37ff9vtr6smsz3f1fq',
  event: 'evt_01m847cvc8f3h9k2vq0m6n4t7b',
  delivery: 'whd_01m847cvcgejtsxwjsa44xms5w',
  testEvent: 'evt_01m847e1m0eyrtb5qf8v2k6c3d',
  testDelivery: 'whd_01m847e1m4fq8s3xk0b7w9a2hn',
  replay: 'blk_01m84b0v5yfgr9xg2v6m5c7d3t',
  apiKey: 'key_01m847ck4qf2tbh6w1s8n5x3ja',
  recovery: 'blk_01m84b3kq9fwhtv1a0n4e8x6rz',
  export: 'blk_01m84b6d2rn8c5y1k3v7q9t0ma',
} as const;
