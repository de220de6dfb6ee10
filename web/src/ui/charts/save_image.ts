/** Hands an image to the browser as a file of that name. */
export function save_image(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|]+/g, '-')}.png`;
  link.click();
}

/** What a saved picture says of itself: its title, and beneath it whose figures of which year and moment they are. */
export interface PictureWords {
  title: string;
  subject: string;
}

const family = "'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";

/** Draws the words above the picture, twice as large as it is on the screen, and hands it over as PNG. */
export function save_with_words(picture: CanvasImageSource, size: { width: number; height: number }, words: PictureWords): void {
  const head = words.subject ? 46 : 30;
  const canvas = document.createElement('canvas');
  canvas.width = 2 * size.width;
  canvas.height = 2 * (size.height + head);
  const drawing = canvas.getContext('2d');
  if (!drawing) return;
  drawing.scale(2, 2);
  drawing.fillStyle = '#ffffff';
  drawing.fillRect(0, 0, size.width, size.height + head);
  drawing.fillStyle = '#1f2733';
  drawing.font = `600 15px ${family}`;
  drawing.fillText(words.title, 8, 20, size.width - 16);
  drawing.fillStyle = '#4a5563';
  drawing.font = `12px ${family}`;
  drawing.fillText(words.subject, 8, 38, size.width - 16);
  drawing.drawImage(picture, 0, head, size.width, size.height);
  save_image(canvas.toDataURL('image/png'), [words.title, words.subject].filter(Boolean).join(' '));
}
