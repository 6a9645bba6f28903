/** What of `browser.storage.session` is used. `set` is refused, as a whole, when it would be more than the quota. */
export interface SessionArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  /** Bytes as the browser counts them; null: of everything. */
  getBytesInUse(keys: string | string[] | null): Promise<number>;
  /** From Chromium 130 and Firefox 143. */
  getKeys?(): Promise<string[]>;
}
