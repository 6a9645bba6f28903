import { describe, expect, it } from 'vitest';
import { writesFile } from '../../../lib/panel/writes-file.ts';
import { tagging, write } from '../../fixtures/panel-views.ts';

const text = 'Call +55 11 90000-0001, "soon"';

describe('changes as a file', () => {
  const file = (mask: boolean) =>
    writesFile(
      [
        write({ kind: 'note', customerId: 'ana', text }, 'failed', { connectionId: 'gone' }),
        write(tagging, 'failed', { connectionId: 'gone' }),
      ],
      { mask },
    );

  it('hold the text of a note and the names of tags', () => {
    const [, noted, tagged] = file(false).split('\r\n');
    expect(noted?.endsWith(`,gone,ana,note,,,"${text.replaceAll('"', '""')}"`)).toBe(true);
    expect(tagged?.endsWith(',gone,ana,tag,,,VIP')).toBe(true);
  });

  it('mask numbers where they are masked on the screen', () => {
    expect(file(true)).not.toContain('90000');
    expect(file(true)).toContain('0001');
  });
});
