/** Hands an image to the browser as a file of that name. */
export function save_image(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.png`;
  link.click();
}
