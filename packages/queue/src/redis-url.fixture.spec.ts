export const redisUrl = (): string => {
  const url = process.env.POSTRIDER_TEST_REDIS_URL;
  if (url === undefined) throw new Error('POSTRIDER_TEST_REDIS_URL is set by the setup of the int project');
  return url;
};
