/** The few pieces of DER (ITU-T X.690) that a self-signed certificate is made of. */

const tagged = (tag: number, content: Buffer): Buffer => {
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
};

export const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));

export const set = (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts));

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes[0] ?? 0;
  return tagged(0x02, first >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export const bitString = (content: Buffer): Buffer =>
  tagged(0x03, Buffer.concat([Buffer.from([0]), content]));

export const octetString = (content: Buffer): Buffer => tagged(0x04, content);

export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text, 'utf8'));

/** `GeneralizedTime` to the second, UTC. */
export const time = (epochMs: number): Buffer =>
  tagged(0x18, Buffer.from(`${new Date(epochMs).toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`, 'latin1'));

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of others) {
    const septets = [arc % 128];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
      septets.unshift((rest % 128) | 0x80);
    }
    bytes.push(...septets);
  }
  return tagged(0x06, Buffer.from(bytes));
}

/** A context-specific tag: constructed around other pieces, or primitive around raw bytes. */
export const context = (number: number, content: Buffer, kind: 'constructed' | 'primitive'): Buffer =>
  tagged((kind === 'constructed' ? 0xa0 : 0x80) | number, content);
