import { partsOf } from '../settings/embed.ts';

/**
 * Own pages whose address is known by the parameters that another product opens them with. A preset is data.
 *
 * Youmi opens a company's own order system in its side bar with `Type`, `PKID`, `time`, `neber` and `UserID`. What `time` and
 * `neber` hold is not documented: they get the seconds since 1970 and the number. `PKID` and `UserID` are ciphertexts that
 * only Youmi's own client makes, so they are left away; `name` is none of Youmi's.
 */
const youmiQuery = '?Type=WL&time={time}&neber={phoneDigits}&name={name}';

/** @param address of the order system; what stands behind `?`, perhaps of an opening by Youmi itself, is left away. */
export const youmiTemplate = (address: string): string => partsOf(address).path + youmiQuery;

/** The address that such a template was made of. */
export const youmiAddress = (template: string): string =>
  template.endsWith(youmiQuery) ? template.slice(0, -youmiQuery.length) : template;
