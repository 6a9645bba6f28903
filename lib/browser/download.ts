/** ms. A browser may read the file after the click; an address of memory that is kept for good is memory lost. */
const keepFor = 60_000;

/** Hands text to the user as a file. `type` is its MIME type. */
export function download(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keepFor);
}
