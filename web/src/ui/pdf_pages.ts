export interface DrawnPdf {
  canvases: HTMLCanvasElement[];
  close: () => void;
}

const most_pages = 50;

/** Draws the pages of a PDF at `url`, each `width` CSS pixels wide. The renderer is loaded when first needed. */
export async function draw_pdf(url: string, width: number): Promise<DrawnPdf> {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  const task = pdfjs.getDocument({ data: await response.arrayBuffer(), isEvalSupported: false, enableXfa: false });
  const file = await task.promise;
  const canvases: HTMLCanvasElement[] = [];
  for (let n = 1; n <= Math.min(file.numPages, most_pages); ++n) {
    const page = await file.getPage(n);
    const natural = page.getViewport({ scale: 1 });
    const sharpness = window.devicePixelRatio || 1;
    const viewport = page.getViewport({ scale: (width / natural.width) * sharpness });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${Math.floor(viewport.width / sharpness)}px`;
    await page.render({ canvasContext: canvas.getContext('2d')!, viewport }).promise;
    canvases.push(canvas);
  }
  return { canvases, close: () => void task.destroy() };
}
