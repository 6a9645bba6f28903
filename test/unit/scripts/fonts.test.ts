import { describe, expect, it } from 'vitest';
import { planFonts } from '../../../scripts/fonts.mjs';

const linux = { platform: 'linux', mayInstall: true };
const nothing = { install: [], say: null };
const draws =
  (...languages: string[]) =>
  (language: string) =>
    languages.includes(language);
const all = draws('zh-cn', 'ar', 'th', 'hi', 'und-zsye');

describe('the fonts that set-up brings', () => {
  it('are none where every name can be drawn', () => {
    expect(planFonts({ ...linux, draws: all })).toEqual(nothing);
    expect(planFonts({ ...linux, draws: all, mayInstall: false })).toEqual(nothing);
  });

  it('are the ones that are missing, each package once', () => {
    expect(planFonts({ ...linux, draws: draws() })).toEqual({
      install: ['fonts-noto-cjk', 'fonts-noto-core', 'fonts-noto-color-emoji'],
      say: null,
    });
    expect(planFonts({ ...linux, draws: draws('ar', 'th', 'hi', 'und-zsye') }).install).toEqual([
      'fonts-noto-cjk',
    ]);
  });

  it('come with fontconfig where nobody can be asked, so that the next start asks', () => {
    expect(planFonts({ ...linux, draws: null }).install).toEqual([
      'fontconfig',
      'fonts-noto-cjk',
      'fonts-noto-core',
      'fonts-noto-color-emoji',
    ]);
  });

  it('are only named to somebody who has to install them', () => {
    const told = planFonts({ ...linux, draws: draws('ar', 'th', 'hi', 'und-zsye'), mayInstall: false });
    expect(told.install).toEqual([]);
    expect(told.say).toBe(
      'No font was found for: Chinese. Names in these may be drawn as empty boxes; on Debian, fonts-noto-cjk bring them.',
    );
    expect(planFonts({ ...linux, draws: null, mayInstall: false }).say).toMatch(/could not be found out/);
  });

  it('are the system’s business elsewhere', () => {
    expect(planFonts({ platform: 'darwin', draws: null, mayInstall: false })).toEqual(nothing);
  });
});
