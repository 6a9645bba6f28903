/** Where Youmi is asked. The page writes `http://host:5003/v1/…`, and for tokens `http://host:5001/publicapi/v1/…`. */
import type { YoumiConnection } from './connection.ts';

const tokenInterface = 'GetAccessToken';

const bare = (address: string): string => address.replace(/\/+$/, '');

/** What an interface's name is put after, without a slash at its end. An address may already end with the version. */
export function rootOf(baseUrl: string): string {
  const address = bare(baseUrl);
  return /\/v1$/i.test(address) ? address : `${address}/v1`;
}

/**
 * Where tokens are issued: the connection's own `authUrl`, with the interface's name or without; else the port that the
 * page names beside the port of the interfaces; else the same server.
 */
export function tokenAddress({ baseUrl, authUrl }: Pick<YoumiConnection, 'baseUrl' | 'authUrl'>): string {
  return `${authUrl === undefined ? usualTokenAddress(baseUrl) : named(authUrl)}?format=json`;
}

const named = (authUrl: string): string => {
  const address = bare(authUrl);
  return address.toLowerCase().endsWith(`/${tokenInterface.toLowerCase()}`)
    ? address
    : `${address}/${tokenInterface}`;
};

function usualTokenAddress(baseUrl: string): string {
  const root = rootOf(baseUrl);
  if (/\/publicapi\/v1$/i.test(root) || !URL.canParse(root)) return `${root}/${tokenInterface}`;
  const url = new URL(`/publicapi/v1/${tokenInterface}`, root);
  if (url.port === '5003') url.port = '5001';
  return url.href;
}
