/** In the place of a digest: at once, another one for each text and salt, and the text does not stand in it. */
export const plainDigest = async (text: string, salt: string): Promise<string> =>
  [...`${salt} ${text}`].toReversed().join('');
