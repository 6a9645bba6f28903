/** Country codes whose mobile numbers are dialled with a `0` in front at home, by the number plans of libphonenumber. */
const mobilesToo: ReadonlySet<string> = new Set(
  (
    '20 27 31 32 33 40 41 43 44 46 49 53 58 60 61 62 63 64 66 81 82 84 90 91 92 93 94 95 98 211 212 213 218 231 232 ' +
    '233 234 243 249 250 251 254 255 256 260 261 262 263 264 265 291 353 355 358 359 370 373 374 377 380 381 382 383 ' +
    '385 386 387 389 421 508 590 593 594 595 596 598 850 855 856 880 886 962 963 964 966 967 970 971 972 994 996'
  ).split(' '),
);

/** Where only landlines are: what they look like. */
const landlines: Readonly<Record<string, RegExp>> = { '54': /^[1-8]/, '86': /^(?!1[3-9]\d{9}$)/ };

/**
 * Whether a number is dialled with a `0` before its national part at home. Told from this list, not from the plans'
 * formats: these are half of the plans' size, and the worker needs nothing else of them.
 */
export function dialledWithZero(countryCode: string, national: string): boolean {
  return mobilesToo.has(countryCode) || (landlines[countryCode]?.test(national) ?? false);
}
