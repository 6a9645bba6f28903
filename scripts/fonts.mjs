/**
 * Fonts without which customers' names are drawn as empty boxes. A minimal Linux has none for most of the world's
 * scripts, and the browser's package brings none along.
 */
const fonts = [
  { script: 'Chinese', language: 'zh-cn', debian: 'fonts-noto-cjk' },
  { script: 'Arabic', language: 'ar', debian: 'fonts-noto-core' },
  { script: 'Thai', language: 'th', debian: 'fonts-noto-core' },
  { script: 'Hindi', language: 'hi', debian: 'fonts-noto-core' },
  { script: 'emoji', language: 'und-zsye', debian: 'fonts-noto-color-emoji' },
];

/**
 * What is to be done so that every name can be drawn. Outside Linux nothing: the system brings its fonts.
 *
 * @param {object} machine
 * @param {string} machine.platform as `process.platform`
 * @param {((language: string) => boolean) | null} machine.draws whether a font is there for a language of fontconfig's;
 *   null where fontconfig cannot be asked
 * @param {boolean} machine.mayInstall
 * @returns {{ install: string[], say: string | null }} Debian's packages, and what to tell whoever has to install them
 */
export function planFonts({ platform, draws, mayInstall }) {
  if (platform !== 'linux') return { install: [], say: null };
  const missing = fonts.filter(({ language }) => !draws?.(language));
  if (missing.length === 0) return { install: [], say: null };
  const packages = [...new Set(missing.map(({ debian }) => debian))];
  // With fontconfig it can be asked the next time, and nothing is installed again.
  if (mayInstall) return { install: draws ? packages : ['fontconfig', ...packages], say: null };
  return { install: [], say: sayMissing(missing, packages, draws !== null) };
}

function sayMissing(missing, packages, isSure) {
  const scripts = missing.map(({ script }) => script).join(', ');
  const what = isSure
    ? `No font was found for: ${scripts}.`
    : `Whether there are fonts for ${scripts} could not be found out.`;
  return `${what} Names in these may be drawn as empty boxes; on Debian, ${packages.join(', ')} bring them.`;
}
