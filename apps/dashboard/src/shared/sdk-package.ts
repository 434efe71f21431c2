/** What to install for the SDK. Its name is not published yet, and could be somebody else's. */
export const sdkPackage = 'postrider-sdk-*.tgz (npm run release:pack)';
