/**
 * Stands in for WXT's content script context, which announces every start with an event and a message in the page.
 * Chatside only reads the page: an older instance learns from the extension, not through WhatsApp's document.
 */
export class ContentScriptContext {}
