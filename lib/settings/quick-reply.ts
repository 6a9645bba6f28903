/** A quick reply as it stands in the settings: of this device, of a file, of policy. One for each language. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('missing'));

export const quickReplySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'not-an-id')),
  title: text,
  /** What is typed after `/` to find it at once; a slash before it says nothing. */
  shortcut: v.optional(text),
  /** With variables in braces: `lib/replies` reads them. Spaces and line breaks stand as they are. */
  text: v.pipe(
    v.string(),
    v.check((whole) => whole.trim() !== '', 'missing'),
  ),
  /** BCP 47, such as `pt-BR`: replies in the chat's language come first. Absent: it is for everybody. */
  language: v.optional(v.pipe(v.string(), v.trim(), v.check(isLanguageTag, 'not-a-language'))),
  /** Under which heading it stands. */
  group: v.optional(text),
});

export type QuickReply = v.InferOutput<typeof quickReplySchema>;

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
