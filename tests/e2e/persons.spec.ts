import { expect, story } from './stories';
import { saved, sign_in, type_line } from './people';

const school = '10842';

// The contacts are made up.
story('a contact is masked on every page and shown whole by a button; a draft keeps it when the mask is left as it is', async ({ page, server }) => {
  await server.load({
    now: '2026-03-12T10:00:00+08:00',
    institutions: [{ code: school, name: '河南某职业技术学院', kind: 'higher-vocational' }],
    certificates: [{ name: 'Web前端开发', levels: ['初级', '中级', '高级'] }],
    plans: [{ institution: school, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 150 }],
  });
  await sign_in(page, school);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, 'Web', '初级', '60');
  await page.getByTestId('contact-name').fill('虚构联系人');
  await page.getByTestId('contact-phone').fill('13800001234');
  await saved(page);
  const draft = page.url();

  // Read again, the draft holds masks; another change leaves the contact alone.
  await page.goto(draft);
  await expect(page.getByTestId('contact-phone')).toHaveValue('138****1234');
  await page.locator('input[data-col=headcount]').first().fill('61');
  await saved(page);
  await page.getByTestId('show-contact').click();
  await expect(page.getByTestId('contact-phone')).toHaveValue('13800001234');
  await expect(page.getByTestId('contact-name')).toHaveValue('虚构联系人');
  await expect(page.getByTestId('show-contact')).toHaveCount(0);

  // Changing the name alone, its phone still masked.
  await page.goto(draft);
  await page.getByTestId('contact-name').fill('另一虚构联系人');
  await saved(page);
  await page.getByTestId('show-contact').click();
  await expect(page.getByTestId('contact-phone')).toHaveValue('13800001234');

  // On the application's own page.
  await page.goto(`/applications/${draft.split('/').at(-1)}`);
  await expect(page.getByTestId('shown-contact')).toHaveText('另* 138****1234');
  await page.getByTestId('show-contact').click();
  await expect(page.getByTestId('shown-contact')).toHaveText('另一虚构联系人 13800001234');
});
