import axe from 'axe-core';
import { expect, it } from 'vitest';
import { perform } from '../../../components/gallery/acts.ts';
import { openEvents, openSamples, setClipboard } from '../../../components/gallery/open-samples.ts';
import { show } from './harness.tsx';

it.each(Object.entries(openSamples))(
  '%s gives assistive technology nothing to stumble over',
  async (_, sample) => {
    setClipboard(sample);
    show(sample.view, openEvents(sample));
    await perform(sample.acts);
    const { violations } = await axe.run(document.querySelector('dialog') ?? document, {
      // jsdom draws nothing; contrast is proved on the tokens.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  },
);
