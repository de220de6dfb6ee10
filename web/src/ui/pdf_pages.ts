import type { PDFDocumentProxy } from 'pdfjs-dist';

export interface DrawnPdf {
  canvases: HTMLCanvasElement[];
  close: () => void;
}

const most_pages = 50;

/** Opens the PDF at `url`. The renderer is loaded when first needed. */
async function open_pdf(url: string): Promise<{ file: PDFDocumentProxy; close: () => void }> {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  const task = pdfjs.getDocument({ data: await response.arrayBuffer(), isEvalSupported: false, enableXfa: false });
  return { file: await task.promise, close: () => void task.destroy() };
}

/** Draws the pages of a PDF, each `width` CSS pixels wide, turned clockwise by `turned` degrees (quarters of a circle). */
export async function draw_pdf(url: string, width: number, turned = 0): Promise<DrawnPdf> {
  const { file, close } = await open_pdf(url);
  const canvases: HTMLCanvasElement[] = [];
  for (let n = 1; n <= Math.min(file.numPages, most_pages); ++n) {
    const page = await file.getPage(n);
    const rotation = (page.rotate + turned) % 360;
    const natural = page.getViewport({ scale: 1, rotation });
    const sharpness = window.devicePixelRatio || 1;
    const viewport = page.getViewport({ scale: (width / natural.width) * sharpness, rotation });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${Math.floor(viewport.width / sharpness)}px`;
    await page.render({ canvasContext: canvas.getContext('2d')!, viewport }).promise;
    canvases.push(canvas);
  }
  return { canvases, close };
}
