import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Section 2.1: MD5 in lower-case hex; `createTime` is epoch seconds as text. */
export function tokenSign(appId: string, createTime: string, appKey: string): string {
  return bytesToHex(md5(utf8ToBytes(appId + createTime + appKey)));
}
