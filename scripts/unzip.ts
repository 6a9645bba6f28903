import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * Unpacks an archive as the build writes it (stored or deflated, no ZIP64), since a bare machine has no `unzip`.
 * Structure: PKWARE's APPNOTE, 4.3.7 local header, 4.3.12 central directory, 4.3.16 its end.
 */
export function unzip(archive: string, into: string): void {
  const bytes = readFileSync(archive);
  const end = bytes.lastIndexOf('PK\x05\x06');
  if (end < 0) throw new Error(`${archive} is no zip archive`);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = normalize(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    if (name.startsWith('..') || name.startsWith('/')) throw new Error(`${name} leads out of the folder`);

    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    if (!name.endsWith('/')) {
      mkdirSync(dirname(join(into, name)), { recursive: true });
      writeFileSync(join(into, name), method === 0 ? content : inflateRawSync(content));
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
