/** What became of putting a text into WhatsApp's box. Stable words; in every case but the first the copy is what is left. */
export type InsertionResult =
  | 'inserted' // read back: exactly this text, or exactly the agent's own with it in between
  | 'not-same-chat' // another chat is open by now, or the chat shows another customer; nothing was written
  | 'no-composer' // the conversation has no place to write, or it is not drawn; nothing was written
  | 'several-composers' // nothing was written
  | 'not-empty' // something stands there, and it was not asked to add to it; nothing was written
  | 'text-selected' // ours would take the place of what is selected there; nothing was written
  | 'not-taken' // the box is as it was
  | 'not-as-meant' // something arrived that is not this text
  | 'left-meanwhile' // the chat was left, or its box replaced: the text may stand in that chat's box
  | 'page-gone' // the page could not be reached; nothing was written
  | 'no-answer'; // the page was told to write, and said nothing: it may have written, and may write yet
