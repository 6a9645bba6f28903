import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bitString, context, integer, octetString, oid, sequence, set, time, utf8String } from './der.ts';

export interface SelfSigned {
  /** PEM. */
  key: string;
  /** PEM. */
  cert: string;
  /** Base64 SHA-256 of the public key, as `--ignore-certificate-errors-spki-list` wants it. */
  pin: string;
}

const day = 86_400_000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** A throw-away certificate (RFC 5280) for the given host names, valid for a week, with a fresh P-256 key. */
export function createSelfSigned(hosts: readonly string[], now: number): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8String('Throw-away test certificate'))));
  const dnsNames = hosts.map((host) => context(2, Buffer.from(host, 'latin1'), 'primitive'));
  const subjectAltName = sequence(oid('2.5.29.17'), octetString(sequence(...dnsNames)));
  const serverAuth = sequence(oid('2.5.29.37'), octetString(sequence(oid('1.3.6.1.5.5.7.3.1'))));

  const toBeSigned = sequence(
    context(0, integer(Buffer.from([2])), 'constructed'),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(now - day), time(now + 7 * day)),
    name,
    publicKeyInfo,
    context(3, sequence(subjectAltName, serverAuth), 'constructed'),
  );
  const certificate = sequence(
    toBeSigned,
    ecdsaWithSha256,
    bitString(sign('sha256', toBeSigned, privateKey)),
  );

  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    pin: createHash('sha256').update(publicKeyInfo).digest('base64'),
  };
}
