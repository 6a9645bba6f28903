/** What the agent may copy when something could not be drawn: stable words and places in our own code. */

/** Enough to find the way to the place, and short enough to be read. */
const mostFrames = 12;

/**
 * Names the part, the kind of error and the places it came through, a line each. What the error says is left out: it
 * may quote what was to be drawn, which is a customer's.
 */
export function drawingReport(part: string, thrown: unknown): string {
  const places = thrown instanceof Error ? placesOf(thrown) : [];
  return ['chatside drawing-failed', `part: ${part}`, `error: ${kindOf(thrown)}`, ...places].join('\n');
}

function kindOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  return /^\w{1,40}$/.test(thrown.name) ? thrown.name : 'Error';
}

/** Chromium writes `at name (chrome-extension://id/chunks/panel.js:1:2)`, Firefox `name@moz-extension://id/panel.js:1:2`. */
function placesOf({ stack = '', message }: Error): string[] {
  const after = message === '' ? 0 : stack.lastIndexOf(message) + message.length;
  return stack
    .slice(stack.includes(message) ? after : 0)
    .split('\n')
    .map((line) => /^(?:\s+at |\S*@).*\/([\w.-]+\.[a-z]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((place) => place !== undefined)
    .slice(0, mostFrames);
}
