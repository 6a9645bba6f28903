import { describe, expect, it } from 'vitest';
import { tagging, write } from '../../../components/gallery/samples.ts';
import { writesFile } from '../../../lib/panel/writes-file.ts';

const text = 'Call +55 11 90000-0001, "soon"';

describe('changes as a file', () => {
  const file = (mask: boolean) =>
    writesFile([write({ kind: 'note', customerId: 'ana', text }, 'failed'), write(tagging, 'failed')], {
      company: 'Gone Ltd',
      mask,
    });

  it('hold the text of a note and the names of tags', () => {
    const [noted, tagged] = file(false).split('\n\n');
    expect(noted?.endsWith(`Gone Ltd · ana\n${text}`)).toBe(true);
    expect(tagged?.endsWith('Gone Ltd · ana\n+ VIP')).toBe(true);
  });

  it('mask numbers where they are masked on the screen', () => {
    expect(file(true)).not.toContain('90000');
    expect(file(true)).toContain('0001, "soon"');
    expect(file(true)).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it('leave dates where numbers are masked', () => {
    const edits = [{ key: 'birthday', from: null, to: '1991-03-08' }];
    const born = write({ kind: 'edit', customerId: 'ana', edits }, 'failed');
    expect(writesFile([born], { company: 'Acme', mask: true })).toContain('birthday: 1991-03-08');
  });
});
