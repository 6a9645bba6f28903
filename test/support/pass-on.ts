import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** What stands before a real shop on this machine: hands everything on, and notes what was asked and what was refused. */
export function passOn(address: string) {
  const requests: { method: string; url: string; authorization: string | null }[] = [];
  /** What no correct client sends. */
  const violations: string[] = [];

  function handler(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, authorization: headers.authorization ?? null });
    const asked = ask(`${address}${url}`, { method, headers }, (answer) => {
      const { statusCode = 500, headers: said } = answer;
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => {
        if (statusCode !== 200 || text.includes('"errors"')) violations.push(text);
        response.writeHead(statusCode, { 'content-type': said['content-type'] ?? 'text/plain' });
        response.end(text);
      });
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  }

  return { handler, requests, violations };
}
