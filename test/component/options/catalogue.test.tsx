import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '../../../lib/crm/model.ts';
import { openDevice } from './device.ts';
import { expectAccessible, textbox } from './page.tsx';

const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const said = (words: string) =>
  waitFor(() => expect(screen.getByText(words).closest('[role="status"]')).toBeTruthy());
const focused = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

function type(label: string, value: string) {
  fireEvent.input(textbox(label), { target: { value } });
}

/** Answers the question that is asked, and gives its words. */
async function answer(name: string): Promise<string | null> {
  const question = await screen.findByRole('alertdialog');
  fireEvent.click(within(question).getByRole('button', { name }));
  return question.getAttribute('aria-label');
}

const size: FieldDefinition = {
  id: 'size',
  key: 'custom:Size',
  name: 'Size',
  type: 'single',
  required: false,
  options: [{ value: 'S', label: 'S' }],
};

describe('the catalogue of this device', () => {
  it('says in one line what is in each list', () => {
    openDevice();
    expect(screen.getByText('Interest (3) · Level (2) · Tags (0)')).toBeTruthy();
    expect(screen.getByText('New → Talking → Intent → Paid → Done')).toBeTruthy();
    expect(screen.getByText('None of your own yet')).toBeTruthy();
  });

  it('is accessible, with forms and questions open', async () => {
    const { container } = openDevice({ catalogue: { fields: [size] } });
    press('Edit Hot');
    press('Edit Talking');
    press('Edit Size');
    await expectAccessible(container);
    press('Delete');
    await screen.findByRole('alertdialog');
    await expectAccessible(container);
  });

  it('says what went wrong, and keeps what was typed', async () => {
    const { kept } = openDevice({
      events: { saveStages: async () => ({ code: 'STORAGE_FULL', retryable: false }) },
    });
    press('Edit Talking');
    type('Name', 'In touch');
    press('Save');
    await screen.findByText(/not saved \(STORAGE_FULL\)/);
    expect(textbox('Name').value).toBe('In touch');
    expect(kept().stages[1]?.name).toBe('Talking');
  });
});

describe('stages', () => {
  const names = (stages: { name: string }[]) => stages.map((stage) => stage.name);

  it('are moved by buttons, and the focus stays on the one that moved', async () => {
    const { kept } = openDevice();
    button('Move Talking down').focus();
    press('Move Talking down');
    await said('Talking is now 3 of 5');
    expect(names(kept().stages)).toEqual(['New', 'Intent', 'Talking', 'Paid', 'Done']);
    expect(focused()).toBe('Move Talking down');
  });

  it('are moved by Alt and an arrow, from wherever in the row the focus is', async () => {
    const { kept } = openDevice();
    button('Edit Talking').focus();
    fireEvent.keyDown(button('Edit Talking'), { key: 'ArrowUp', altKey: true });
    await said('Talking is now 1 of 5');
    expect(names(kept().stages)).toEqual(['Talking', 'New', 'Intent', 'Paid', 'Done']);
    expect(focused()).toBe('Edit Talking');
    expect(button('Move Talking up')).toHaveProperty('disabled', true);
  });

  it('leave the focus on the other button at the end of the list', async () => {
    openDevice();
    press('Move Talking up');
    await said('Talking is now 1 of 5');
    expect(focused()).toBe('Move Talking down');
  });

  it('are renamed, with Enter', async () => {
    const { kept } = openDevice();
    press('Edit Talking');
    expect(document.activeElement).toBe(textbox('Name'));
    type('Name', ' In touch ');
    fireEvent.submit(screen.getByRole('form', { name: 'Edit Talking' }));
    await said('In touch is saved');
    expect(kept().stages[1]).toEqual({ id: 'talking', name: 'In touch', order: 1 });
    expect(focused()).toBe('Edit In touch');
  });

  it('stay as they are after Escape', async () => {
    const { deviceEvents } = openDevice();
    press('Edit Talking');
    type('Name', 'In touch');
    fireEvent.keyDown(textbox('Name'), { key: 'Escape' });
    await waitFor(() => expect(focused()).toBe('Edit Talking'));
    expect(deviceEvents.saveStages).not.toHaveBeenCalled();
  });

  it('stay open at an Escape that ends a word of an input method', () => {
    openDevice();
    press('Edit Talking');
    fireEvent.keyDown(textbox('Name'), { key: 'Escape', isComposing: true });
    expect(textbox('Name')).toBeTruthy();
  });

  it('need a name that no other has', async () => {
    const { deviceEvents } = openDevice();
    press('Add a stage');
    press('Save');
    expect(screen.getByText('Enter a name.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(textbox('Name')));
    type('Name', 'talking');
    expect(screen.getByText('There is already one called talking.')).toBeTruthy();
    expect(deviceEvents.saveStages).not.toHaveBeenCalled();
  });

  it('are added at the end', async () => {
    const { kept } = openDevice();
    press('Add a stage');
    type('Name', 'Comes back');
    press('Save');
    await said('Comes back is saved');
    expect(kept().stages.at(-1)).toEqual({ id: 'new-1', name: 'Comes back', order: 5 });
    expect(focused()).toBe('Edit Comes back');
  });

  it('are not called taken by themselves while they are added', async () => {
    const { container } = openDevice();
    const errors: string[] = [];
    new MutationObserver(() => {
      errors.push(...[...container.querySelectorAll('.field-error')].map((one) => one.textContent ?? ''));
    }).observe(container, { subtree: true, childList: true, characterData: true });
    press('Add a stage');
    type('Name', 'Comes back');
    press('Save');
    await said('Comes back is saved');
    expect(errors).toEqual([]);
  });

  it('leave the focus in the list where what was added is not there to take it', async () => {
    openDevice({ events: { saveStages: async () => null } });
    press('Add a stage');
    type('Name', 'Comes back');
    press('Save');
    await said('Comes back is saved');
    expect(focused()).toBe('Add a stage');
  });

  it('are deleted when nobody stands in them, after a question', async () => {
    const { kept } = openDevice();
    press('Delete Paid');
    await waitFor(() => expect(focused()).toBe('Keep'));
    expect(await answer('Delete')).toBe('Delete the stage Paid? No customer stands in it.');
    await said('Paid is deleted');
    expect(names(kept().stages)).toEqual(['New', 'Talking', 'Intent', 'Done']);
    expect(focused()).toBe('Add a stage');
  });

  it('can’t be deleted while customers stand in them, and say how many', async () => {
    const { deviceEvents } = openDevice({ usage: 12 });
    press('Delete Talking');
    const words = await answer('Close');
    expect(words).toBe(
      'Talking can’t be deleted: 12 customers stand in it. Move them to another stage first.',
    );
    await waitFor(() => expect(focused()).toBe('Delete Talking'));
    expect(deviceEvents.saveStages).not.toHaveBeenCalled();
  });

  it('say so when somebody was moved into one meanwhile', async () => {
    openDevice({ events: { saveStages: async () => ({ code: 'CONFLICT', retryable: false }) } });
    press('Delete Talking');
    await answer('Delete');
    await screen.findByText(/meanwhile a customer came to stand in that stage/);
  });
});

describe('tags', () => {
  it('are added to their group, with a colour', async () => {
    const { kept } = openDevice();
    press('Add a tag to Level');
    type('Name', 'Retail');
    fireEvent.click(screen.getByRole('radio', { name: 'Teal' }));
    press('Save');
    await said('Retail is saved');
    expect(kept().groups[1]?.tags.at(-1)).toEqual({
      id: 'new-1',
      name: 'Retail',
      groupId: 'level',
      colour: '#0f766e',
      readOnly: false,
    });
    expect(focused()).toBe('Edit Retail');
  });

  it('take any colour, or that of their group', async () => {
    const { kept } = openDevice();
    const hot = () => kept().groups[0]?.tags[0]?.colour;
    press('Edit Hot');
    expect(screen.getByRole('radio', { name: 'Red' })).toHaveProperty('checked', true);
    fireEvent.input(screen.getByLabelText('Another colour'), { target: { value: '#123456' } });
    press('Save');
    await waitFor(() => expect(hot()).toBe('#123456'));
    press('Edit Hot');
    expect(screen.getByLabelText('Another colour')).toHaveProperty('value', '#123456');
    fireEvent.click(screen.getByRole('radio', { name: 'As the group' }));
    press('Save');
    await waitFor(() => expect(hot()).toBe(null));
  });

  it('go to another group', async () => {
    const { kept } = openDevice();
    press('Edit VIP');
    fireEvent.change(screen.getByLabelText('Group'), { target: { value: 'interest' } });
    press('Save');
    await said('VIP is saved');
    expect(kept().groups.map((group) => group.tags.length)).toEqual([4, 1, 0]);
  });

  it('are deleted after a question that says how many customers have them', async () => {
    const { kept, deviceEvents } = openDevice({ usage: 3 });
    press('Edit Hot');
    press('Delete');
    expect(await answer('Keep')).toBe('Delete the tag Hot? It is taken off 3 customers.');
    expect(deviceEvents.usage).toHaveBeenCalledWith('tags', ['tag-hot']);
    expect(deviceEvents.saveGroups).not.toHaveBeenCalled();
    press('Edit Hot');
    press('Delete');
    await answer('Delete');
    await said('Hot is deleted');
    expect(kept().groups[0]?.tags.map((tag) => tag.name)).toEqual(['Warm', 'Cold']);
    expect(focused()).toBe('Add a tag to Interest');
  });
});

describe('groups of tags', () => {
  it('are made and changed', async () => {
    const { kept } = openDevice();
    press('Add a group');
    type('Name', 'Products');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Several of these tags fit one customer' }));
    press('Save');
    await said('Products is saved');
    expect(kept().groups.at(-1)).toEqual({
      id: 'new-1',
      name: 'Products',
      colour: null,
      multiple: false,
      tags: [],
    });
    press('Edit Interest');
    type('Name', 'Mood');
    press('Save');
    await said('Mood is saved');
    expect(kept().groups[0]).toMatchObject({ id: 'interest', name: 'Mood', tags: [{}, {}, {}] });
  });

  it('are moved', async () => {
    const { kept } = openDevice();
    press('Move Level up');
    await said('Level is now 1 of 3');
    expect(kept().groups.map((group) => group.id)).toEqual(['level', 'interest', 'tags']);
  });

  it('are deleted with their tags, saying on how many customers any of them stands', async () => {
    const { kept, deviceEvents } = openDevice({ usage: 1 });
    press('Delete Level');
    expect(await answer('Delete')).toBe(
      'Delete the group Level and its 2 tags? They are taken off one customer.',
    );
    expect(deviceEvents.usage).toHaveBeenCalledWith('tags', ['tag-vip', 'tag-wholesale']);
    await said('Level is deleted');
    expect(kept().groups.map((group) => group.id)).toEqual(['interest', 'tags']);
  });
});

describe('fields', () => {
  it.each([
    ['text', 'One line of text'],
    ['multiline', 'Several lines of text'],
    ['number', 'A number'],
    ['date', 'A date'],
    ['time', 'A time'],
  ] as const)('of type %s are made', async (value, words) => {
    const { kept } = openDevice();
    press('Add a field');
    type('Name', 'Extra');
    fireEvent.change(screen.getByLabelText('What goes into it'), { target: { value } });
    press('Save');
    await said('Extra is saved');
    expect(kept().fields).toEqual([
      { id: 'new-1', key: 'custom:Extra', name: 'Extra', type: value, required: false, options: [] },
    ]);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it.each(['single', 'multi', 'cascade'] as const)('of type %s need options', async (value) => {
    const { kept } = openDevice();
    press('Add a field');
    type('Name', 'City');
    fireEvent.change(screen.getByLabelText('What goes into it'), { target: { value } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'It must be filled in' }));
    press('Save');
    expect(screen.getByText('Add at least one option.')).toBeTruthy();
    press('Add an option');
    expect(document.activeElement).toBe(textbox('Option 1'));
    type('Option 1', 'Brazil / São Paulo');
    press('Add an option');
    type('Option 2', 'brazil / são paulo');
    press('Save');
    expect(screen.getByText(/There is already one called/)).toBeTruthy();
    type('Option 2', 'Brazil / Recife');
    press('Save');
    await said('City is saved');
    expect(kept().fields[0]).toMatchObject({
      type: value,
      required: true,
      options: [
        { value: 'Brazil / São Paulo', label: 'Brazil / São Paulo' },
        { value: 'Brazil / Recife', label: 'Brazil / Recife' },
      ],
    });
  });

  it('take several options pasted at once, and put them in order', async () => {
    const { kept } = openDevice({ catalogue: { fields: [size] } });
    press('Edit Size');
    fireEvent.paste(textbox('Option 1'), { clipboardData: { getData: () => 'M\r\nL\n\nXL\n' } });
    expect(textbox('Option 4').value).toBe('XL');
    press('Move L up');
    expect(focused()).toBe('Move L up');
    press('Remove M');
    expect(document.activeElement).toBe(textbox('Option 3'));
    press('Save');
    await said('Size is saved');
    expect(kept().fields[0]?.options.map((option) => option.value)).toEqual(['S', 'L', 'XL']);
  });

  it('keep their key and their type, whatever they are called', async () => {
    const { kept } = openDevice({ catalogue: { fields: [size] } });
    press('Edit Size');
    expect(textbox('What goes into it')).toMatchObject({ readOnly: true, value: 'One of several options' });
    type('Name', 'Shoe size');
    type('Option 1', 'Small');
    press('Save');
    await said('Shoe size is saved');
    expect(kept().fields).toEqual([
      { ...size, name: 'Shoe size', options: [{ value: 'S', label: 'Small' }] },
    ]);
  });

  it('are deleted after a question that says who has something in them', async () => {
    const { kept, deviceEvents } = openDevice({ catalogue: { fields: [size] }, usage: 2 });
    press('Delete Size');
    expect(await answer('Delete')).toBe(
      'Delete the field Size? 2 customers have something in it, which is kept and stays readable.',
    );
    expect(deviceEvents.usage).toHaveBeenCalledWith('field', ['custom:Size']);
    await said('Size is deleted');
    expect(kept().fields).toEqual([]);
  });
});
