import { AppError } from '../errors/app-error.ts';

/** The body as text. One that is longer than `most` bytes is let go of as soon as that is seen: `BAD_RESPONSE`. */
export async function readBody(response: Response, most = Infinity): Promise<string> {
  if (most === Infinity || !response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > most) {
      reader.cancel().catch(() => {});
      throw new AppError('BAD_RESPONSE', { reason: 'too-long', detail: `more than ${most} bytes` });
    }
    text += decoder.decode(value, { stream: true });
  }
}
