/** WhatsApp Web as permissions and queries name it. */
export const whatsAppPattern = 'https://web.whatsapp.com/*';
