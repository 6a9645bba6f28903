/** A Youmi connection whose settings were resolved, as far as the wire needs it. */
export interface YoumiConnection {
  /** Of the interfaces: `http://host:5003`, or all of it up to `/v1`. */
  baseUrl: string;
  /** Where tokens are issued, where that is not the vendor's usual place beside {@link baseUrl}. */
  authUrl?: string | undefined;
  /** Id and key, or a token that somebody was given. */
  credentials?:
    | { appId?: string | undefined; appKey?: string | undefined; accessToken?: string | undefined }
    | undefined;
  /** The second version of the interfaces, whose host the vendor does not name. */
  v2?: { baseUrl: string; tokenUrl?: string | undefined; clientId: string; clientSecret: string } | undefined;
}
