import { describe, expect, it } from 'vitest';
import { createSpeaker } from '../../../lib/i18n/speaker.ts';

/** Words that say their language, given out when the test wants. */
function slowPart(key: string) {
  const asked: { language: string; give: () => void; refuse: () => void }[] = [];
  const part = (language: string) =>
    new Promise<Record<string, string>>((resolve, reject) => {
      asked.push({
        language,
        give: () => resolve({ [key]: `${key} ${language}` }),
        refuse: () => reject(new Error()),
      });
    });
  return { part, asked };
}

const ready = (key: string) => async (language: string) => ({ [key]: `${key} ${language}` });

function speakerOf(...parts: ((language: string) => Promise<Record<string, string>>)[]) {
  const speaker = createSpeaker(['en', 'es', 'ar']);
  for (const part of parts) speaker.add(part);
  return speaker;
}

describe('the words that are spoken', () => {
  it('are of one language, every part of it', async () => {
    const speaker = speakerOf(ready('first'), ready('later'));
    await speaker.choose('es', []);
    expect(speaker.i18n._('first')).toBe('first es');
    expect(speaker.i18n._('later')).toBe('later es');
  });

  it('are fetched for that language alone', async () => {
    const { part, asked } = slowPart('first');
    const speaker = speakerOf(part);
    void speaker.choose('ar', []);
    expect(asked.map(({ language }) => language)).toEqual(['ar']);
  });

  it('change when all of them are there', async () => {
    const later = slowPart('later');
    const speaker = speakerOf(ready('first'), later.part);
    const english = speaker.choose('en', []);
    later.asked[0]?.give();
    await english;
    const spanish = speaker.choose('es', []);
    await Promise.resolve();
    expect(speaker.i18n._('first')).toBe('first en');
    later.asked[1]?.give();
    await spanish;
    expect(speaker.i18n._('first')).toBe('first es');
    expect(speaker.i18n._('later')).toBe('later es');
  });

  it('are those that were chosen last, in whatever order they come', async () => {
    const { part, asked } = slowPart('first');
    const speaker = speakerOf(part);
    const both = [speaker.choose('es', []), speaker.choose('ar', [])];
    asked[1]?.give();
    await Promise.resolve();
    asked[0]?.give();
    await Promise.all(both);
    expect(speaker.i18n._('first')).toBe('first ar');
    expect(speaker.spoken().language).toBe('ar');
  });

  it('take in a part that comes while another language is being fetched', async () => {
    const { part, asked } = slowPart('first');
    const speaker = speakerOf(part);
    const chosen = speaker.choose('es', []);
    speaker.add(ready('later'));
    for (const { give } of asked) give();
    await Promise.all([chosen, speaker.ready()]);
    expect(speaker.i18n._('first')).toBe('first es');
    expect(speaker.i18n._('later')).toBe('later es');
  });

  it('stay where others can’t be fetched', async () => {
    const { part, asked } = slowPart('first');
    const speaker = speakerOf(part);
    const english = speaker.choose('en', []);
    asked[0]?.give();
    await english;
    const spanish = speaker.choose('es', []);
    asked[1]?.refuse();
    await spanish;
    expect(speaker.i18n._('first')).toBe('first en');
    expect(speaker.spoken().language).toBe('en');
  });

  it('of a part that can’t be fetched are asked for again by whoever needs them', async () => {
    const { part, asked } = slowPart('later');
    const speaker = speakerOf(ready('first'));
    await speaker.choose('en', []);
    speaker.add(part);
    asked[0]?.refuse();
    const again = speaker.ready();
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.refuse();
    await expect(again).rejects.toThrow();
    const atLast = speaker.ready();
    await expect.poll(() => asked.length).toBe(3);
    asked[2]?.give();
    await atLast;
    expect(speaker.i18n._('later')).toBe('later en');
  });
});
