import { h } from './dom.ts';

/** Drawn here, on a field of 24 by 24: the machine may have no emoji of its own. */
const drawings: Record<string, string> = {
  '🌸': '<g fill="#f4a6c0"><circle cx="12" cy="6" r="4.4"/><circle cx="18" cy="10.4" r="4.4"/><circle cx="15.7" cy="17.3" r="4.4"/><circle cx="8.3" cy="17.3" r="4.4"/><circle cx="6" cy="10.4" r="4.4"/></g><circle cx="12" cy="12" r="3" fill="#e0567f"/>',
  '🐼': '<circle cx="5.5" cy="6" r="3.4" fill="#333"/><circle cx="18.5" cy="6" r="3.4" fill="#333"/><circle cx="12" cy="13" r="9" fill="#fafafa" stroke="#ccc" stroke-width=".6"/><ellipse cx="8.4" cy="12" rx="2.3" ry="2.9" fill="#333" transform="rotate(20 8.4 12)"/><ellipse cx="15.6" cy="12" rx="2.3" ry="2.9" fill="#333" transform="rotate(-20 15.6 12)"/><circle cx="8.8" cy="12" r=".8" fill="#fff"/><circle cx="15.2" cy="12" r=".8" fill="#fff"/><ellipse cx="12" cy="16.4" rx="1.5" ry="1" fill="#333"/>',
  '🐝': '<ellipse cx="8.6" cy="7" rx="3" ry="4.4" fill="#cfe8f5" transform="rotate(-25 8.6 7)"/><ellipse cx="14" cy="6.6" rx="3" ry="4.4" fill="#cfe8f5" transform="rotate(20 14 6.6)"/><ellipse cx="12" cy="14" rx="8" ry="5.6" fill="#f5c542"/><path d="M9 8.9q-1.6 5 0 10.2M13 8.5q-1.6 5.4 0 11" stroke="#4a3a12" stroke-width="2" fill="none"/><circle cx="17.4" cy="13" r=".9" fill="#4a3a12"/>',
  '✨': '<path fill="#f2b92e" d="M10 3l1.9 5.6L17.5 10.500l-5.6 1.900L10 18l-1.9-5.600L2.5 10.500l5.6-1.900zM18.5 14l1 2.7 2.7 1-2.7 1-1 2.8-1-2.8-2.7-1 2.7-1zM19 2.500l.8 2 2 .8-2 .8-.8 2-.8-2-2-.8 2-.8z"/>',
  '❤️': '<path fill="#e0435c" d="M12 20.500C5 15.5 2.5 12 2.5 8.400A4.9 4.9 0 0 1 12 6.600a4.9 4.9 0 0 1 9.5 1.800c0 3.6-2.5 7.1-9.5 12.100z"/>',
  '👍': '<path fill="#f2b84b" d="M8 10.500l3.6-7.200c1.9 0 2.7 1.4 2.3 3.200l-.6 2.900h5.200c1.6 0 2.5 1.3 2.1 2.800l-1.6 6.300c-.3 1.2-1.2 1.9-2.4 1.900H8z"/><rect x="3" y="10" width="4" height="10.6" rx="1.4" fill="#d99a2b"/>',
  '🙏': '<path fill="#f2b84b" d="M11.6 3.200c-1.2 0-1.8 1-1.9 2.200L9.3 11l-4 5 3.4 4.6 2.9-2.800z"/><path fill="#dfa23a" d="M12.4 3.200c1.2 0 1.8 1 1.9 2.200l.4 5.6 4 5-3.4 4.6-2.9-2.800z"/>',
  '🎉': '<path fill="#e9b13a" d="M3 21l4.6-12 7.4 7.400z"/><path d="M11 8c.4-2 .2-3.5-.6-5M14 11c1.5-2.3 3.6-3.3 6-3.200M15.6 14c1.9-.6 3.7-.3 5.4.8" stroke="#7d63d1" stroke-width="1.7" fill="none" stroke-linecap="round"/><circle cx="15" cy="5" r="1.2" fill="#e0435c"/><circle cx="18.5" cy="11.6" r="1.1" fill="#3f9d86"/><circle cx="6.4" cy="5" r="1.1" fill="#3f83c9"/>',
  '🥐': '<path fill="#d98f3d" d="M2.6 16.500C3 9.5 7.6 5 13 5c4.5 0 8 3 8.4 8.2-2.2-.5-3.7.3-4.6 2-1-2-2.8-2.7-4.7-2-2.2.7-3 2.6-2.6 5-2.6-1.7-5.3-1.8-6.9-1.700z"/><path d="M8.6 8.200l2.2 4.900M14 5.200l.2 8M6 11l3 4.5" stroke="#b06f27" stroke-width="1.2" fill="none"/>',
};

const face = (mouth: string) =>
  `<circle cx="12" cy="12" r="9.5" fill="#f6c945"/><circle cx="8.7" cy="10" r="1.2" fill="#5b4210"/><circle cx="15.3" cy="10" r="1.2" fill="#5b4210"/>${mouth}`;

const smile = face(
  '<path d="M7.5 14q4.5 4.6 9 0" stroke="#5b4210" stroke-width="1.5" fill="none" stroke-linecap="round"/>',
);

const emojis = /\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*/gu;

function picture(emoji: string): HTMLImageElement {
  const drawing = drawings[emoji] ?? smile;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${drawing}</svg>`;
  return h('img', {
    crossorigin: 'anonymous',
    alt: emoji,
    draggable: 'false',
    class: 'emoji wa',
    'data-plain-text': emoji,
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
  });
}

/** A text as the page draws it: emoji are pictures, whose `alt` is the character. */
export function withEmoji(text: string): (string | HTMLImageElement)[] {
  const parts: (string | HTMLImageElement)[] = [];
  let end = 0;
  for (const match of text.matchAll(emojis)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(picture(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
