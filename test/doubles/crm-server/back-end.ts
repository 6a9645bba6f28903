import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from './json.ts';

/** One request as a back end sees it. */
export interface CrmRequest {
  method: string;
  /** Without the port. */
  hostname: string;
  pathname: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** Epoch ms by the server's own clock, which may be wrong. */
  now: number;
}

/** What goes back. `code` is the envelope's code as text, null where there is no envelope. */
export type Reply =
  | { status: number; code: string; json: unknown }
  | { status: number; code: null; text: string; contentType: string; headers?: Record<string, string> };

/** What a colleague does to a customer from another screen. */
export interface ColleagueChange {
  customer: string;
  set: JsonObject;
}

/** One vendor, as its pages describe it. */
export interface BackEnd {
  readonly name: string;
  /** Served over TLS. */
  readonly hosts: readonly string[];
  /** Served in the clear. */
  readonly plainHosts: readonly string[];
  /** Choose the back end where the host does not, as on a plain local port. */
  readonly pathPrefixes: readonly string[];
  /** The documented interface that is asked for, or the refusal where there is none. */
  route(request: CrmRequest): { interface: string } | { refused: Reply };
  /** Checks the request, changes the state, answers. */
  answer(interfaceName: string, request: CrmRequest): Reply;
  /** An envelope of this vendor with a code of the test's choice. */
  envelope(code: string, message: string): Reply;
  /** Changes a customer behind the client's back. Throws where the customer is unknown. */
  change(change: ColleagueChange): void;
  /** Changes settings by name. Throws on an unknown name. */
  configure(settings: JsonObject): void;
  /** State and settings as JSON. */
  snapshot(): unknown;
  reset(): void;
}

/** Notes what no correct client sends although the vendor may let it pass. */
export type Violate = (interfaceName: string, what: string) => void;
