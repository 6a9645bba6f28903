/** All digits but the last `kept`, whatever their script, as dots. */
export function maskDigits(text: string, kept: number): string {
  const masked = (text.match(/\p{Nd}/gu)?.length ?? 0) - kept;
  let place = 0;
  return text.replace(/\p{Nd}/gu, (digit) => {
    place += 1;
    return place > masked ? digit : '•';
  });
}
