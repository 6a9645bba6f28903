/** `[who, text, minutes before now]`, oldest first. Who: `me`, `them`, or in groups the contact's id. */
export type Line = readonly [who: string, text: string, minutesAgo: number];

/** What was said, by chat id. A chat without an entry says `smallTalk`. */
export const conversations: Record<string, readonly Line[]> = {
  '100000000000001@lid': [
    ['them', 'Oi! Vocês ainda têm o tênis branco no 37?', 1510],
    ['me', 'Oi Ana, tudo bem? Temos sim, chegou ontem 🎉', 1502],
    ['them', 'Que ótimo! Pode separar um par pra mim?', 1490],
    ['me', 'Separado no seu nome até sexta.', 1488],
    ['them', 'Vi também a bolsa caramelo no Instagram 🌸', 74],
    ['them', 'Se eu levar os dois, dá pra fazer um precinho?', 73],
    ['me', 'Levando os dois o frete é por nossa conta.', 31],
    ['them', 'Fechado! Passo aí amanhã de manhã 😊', 12],
  ],
  '100000000000002@lid': [
    ['them', 'Hello, I found you at the fair on Saturday.', 196],
    ['them', 'Do you ship to the UK?', 195],
    ['me', 'Hi Bob! Yes, five working days, tracked.', 188],
    ['them', 'Lovely. Could you send me the price list?', 26],
  ],
  '120363000000000001@g.us': [
    ['100000000000001@lid', 'Bom dia, pessoal!', 240],
    ['100000000000003@lid', 'Alguém sabe se abre no feriado?', 122],
    ['me', 'Abrimos das 9h às 14h 👍', 118],
    ['100000000000002@lid', 'Perfect, see you then.', 48],
  ],
  '100000000000003@lid': [
    ['them', 'hi from an ad', 95],
    ['them', 'is the offer still on?', 94],
    ['me', 'It is, until Sunday. Which size are you?', 90],
  ],
  '100000000000005@lid': [
    ['me', 'Bom dia! Confirmando o pedido de amanhã: 40 pães e 12 croissants.', 1700],
    ['them', 'Bom dia, confirmado 🥐', 1690],
    ['them', 'A nota segue junto com a entrega.', 150],
  ],
  '100000000000009@lid': [
    ['them', 'Hey, Marta gave me your number.', 330],
    ['them', 'She says you have the best boots in town ✨', 329],
    ['me', 'She is too kind! What are you looking for?', 321],
  ],
  '100000000000010@lid': [
    ['them', 'السلام عليكم، هل وصل طلبي؟', 420],
    ['me', 'وعليكم السلام ليلى، سيصل غدًا إن شاء الله.', 402],
    ['them', 'شكرًا جزيلًا 🙏', 400],
  ],
  '100000000000011@lid': [
    ['them', '你好，这款包还有黑色吗？', 620],
    ['me', '有的，今天可以发货。', 611],
    ['them', '好的，我要两个 👍', 600],
  ],
  '100000000000012@lid': [
    ['them', 'Guten Tag! Ich hätte gern das Angebot für zehn Paar schriftlich.', 2900],
    ['me', 'Guten Tag, kommt heute noch per E-Mail.', 2880],
    ['them', 'Wunderbar, herzlichen Dank ❤️', 2871],
  ],
  '120363000000000002@newsletter': [
    ['them', 'The Saturday market opens at eight. Forty stalls, live music from ten.', 700],
    ['them', 'Rain or shine: the east hall is covered.', 690],
  ],
};

export const selfTalk: readonly Line[] = [
  ['me', 'Call Ana before ten', 1300],
  ['me', 'New price list: ask the printer', 810],
];

export const smallTalk: readonly Line[] = [
  ['them', 'Good morning!', 61],
  ['me', 'Good morning, how can I help?', 58],
  ['them', 'I will write again later, thank you.', 55],
];
