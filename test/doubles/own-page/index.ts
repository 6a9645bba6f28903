/**
 * A company's own page that has turned hostile: it tries whatever a page in a frame may try, by itself and at a click, and
 * tells its server what came of each. So does the window that it opens.
 */
import type { Handler } from '../tls/index.ts';

/** By attempt: what was read or thrown (the name of the error), and where something else happened, that. */
export type Report = Record<string, string | null>;

export interface OwnPage {
  handler: Handler;
  /** Paths with their queries, in the order in which they were asked for; reports are not among them. */
  requests: { url: string; referrer: string | null }[];
  /** By the query of the page that made the attempts; `/opened` is the window, `click` what a press led to. */
  reports: Map<string, Report>;
}

/** Runs in the page. */
const attempts = `
const nameOf = (thrown) => thrown?.name ?? String(thrown);
const patience = () => new Promise((answer) => setTimeout(answer, 1500, 'no answer'));
const attempt = async (run) => { try { return String(await Promise.race([run(), patience()])); } catch (thrown) { return nameOf(thrown); } };
const tell = (of, found) => fetch('/report?of=' + encodeURIComponent(of), { method: 'POST', body: JSON.stringify(found), keepalive: true });
// Where the browser does not tell, it is asked for: what is not allowed is refused before a device is looked for.
const mayUse = (feature, asked) =>
  document.featurePolicy?.allowsFeature(feature) ?? navigator.mediaDevices.getUserMedia(asked).then(() => 'true');
function tone() {
  const bytes = new Uint8Array(44 + 8000).map((_, at) => (at % 40 < 20 ? 220 : 36));
  const view = new DataView(bytes.buffer);
  const text = (at, word) => [...word].forEach((sign, by) => view.setUint8(at + by, sign.charCodeAt(0)));
  text(0, 'RIFF'); view.setUint32(4, 36 + 8000, true); text(8, 'WAVEfmt '); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 8000, true); view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true); view.setUint16(34, 8, true); text(36, 'data'); view.setUint32(40, 8000, true);
  return new Audio(URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })));
}`;

const page = `<!doctype html><meta charset="utf-8"><title>Order desk</title>
<style>html,body,button{margin:0;inline-size:100%;block-size:100%}</style><button>Press</button><script type="module">
${attempts}
const found = {
  readsParent: await attempt(() => parent.document.title),
  readsStorage: await attempt(() => parent.localStorage.length),
  readsTopAddress: await attempt(() => top.location.href),
  runtime: typeof globalThis.chrome?.runtime?.id + ' ' + typeof globalThis.browser?.runtime?.id,
  storageArea: typeof globalThis.chrome?.storage + ' ' + typeof globalThis.browser?.storage,
  referrer: document.referrer,
  ownStorage: await attempt(() => { localStorage.setItem('a', '1'); return localStorage.getItem('a'); }),
  dialog: await attempt(() => confirm('?')),
  sound: await attempt(() => tone().play()),
  camera: await attempt(() => mayUse('camera', { video: true })),
  microphone: await attempt(() => mayUse('microphone', { audio: true })),
  place: await attempt(() => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(() => yes('told'), ({ code }) => no({ name: 'refused ' + code })))),
  navigatesTop: await attempt(() => { top.location.href = 'https://' + location.host + '/taken'; return 'set'; }),
};
document.querySelector('button').addEventListener('click', async () => {
  const opened = window.open('/opened' + location.search);
  const byPress = await attempt(() => { top.location.href = 'https://' + location.host + '/taken'; return 'set'; });
  await tell('click', { opened: opened ? 'opened' : 'null', navigatesTop: byPress });
});
await tell(location.search, found);
</script>`;

/** It has left the sandbox, and its opener's top is the panel. */
const openedWindow = `<!doctype html><title>Opened</title><script type="module">
${attempts}
await tell('/opened', {
  opener: await attempt(() => typeof opener),
  runtime: typeof globalThis.chrome?.runtime?.id + ' ' + typeof globalThis.browser?.runtime?.id,
  readsPanel: await attempt(() => opener.top.document.title),
  navigatesPanel: await attempt(() => { opener.top.location.href = 'https://' + location.host + '/taken'; return 'set'; }),
});
</script>`;

export function createOwnPage(): OwnPage {
  const requests: OwnPage['requests'] = [];
  const reports: OwnPage['reports'] = new Map();
  return {
    requests,
    reports,
    handler(request, response) {
      const url = new URL(request.url ?? '/', 'https://own.example');
      if (url.pathname === '/report') {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          reports.set(url.searchParams.get('of') ?? '', JSON.parse(String(Buffer.concat(chunks))));
          response.writeHead(204).end();
        });
        return;
      }
      if (url.pathname === '/favicon.ico') {
        response.writeHead(404).end();
        return;
      }
      requests.push({ url: url.pathname + url.search, referrer: request.headers.referer ?? null });
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(url.pathname === '/opened' ? openedWindow : page);
    },
  };
}
