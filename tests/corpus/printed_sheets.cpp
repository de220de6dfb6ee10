#include "corpus/printed_sheets.hpp"

#include <fmt/format.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "adapters/forms_pdf/pango_form_printer.hpp"
#include "ports/forms.hpp"

namespace kaoji::corpus {
namespace {

using ports::FormDocument;
using ports::FormKind;

struct Plan {
  Form form;
  FormKind kind;
  const char* number;
  int revision;
  const char* institution;
  std::size_t lines;
  const char* digest;
};

constexpr Plan kPlans[] = {
    {Form::new_plans, FormKind::new_plans, "KJ2026-000123", 3, "示例职业技术学院", 8, "9f2c4a1b0d3e5f67"},
    {Form::increase, FormKind::increase, "KJ2026-000456", 1, "示例工程学院", 6, "0123456789abcdef"},
    {Form::decrease, FormKind::decrease, "KJ2026-000789", 12, "示例财经学校", 9, "fedcba9876543210"},
    {Form::older_revision, FormKind::new_plans, "KJ2026-000123", 2, "示例职业技术学院", 7, "17a3c5e7092b4d6f"},
    {Form::other_school, FormKind::new_plans, "KJ2026-000124", 3, "另一示例学院", 8, "5d8e1f2a3b4c6079"},
    {Form::long_form, FormKind::decrease, "KJ2026-001000", 4, "示例职业技术大学", 40, "c0ffee00c0ffee11"},
};

FormDocument document_of(const Plan& plan) {
  using std::chrono::December;
  using std::chrono::March;
  using std::literals::chrono_literals::operator""y;
  using std::literals::chrono_literals::operator""d;
  FormDocument document;
  document.kind = plan.kind;
  document.number = plan.number;
  document.revision = plan.revision;
  document.institution_name = plan.institution;
  document.institution_code = "EX-0001";
  document.declared_on = 2026y / March / 12d;
  document.use_from = 2026y / March / 28d;
  document.use_until = 2026y / December / 31d;
  for (std::size_t i = 0; i < plan.lines; ++i) {
    auto& block = plan.kind != FormKind::new_plans ? document.lines : i % 3 == 2 ? document.right : document.left;
    const auto figure = static_cast<std::int64_t>(20 + i);
    block.push_back(
        {fmt::format("示例设备操作与运维{}", i + 1), "中级", 100, figure, 100 + figure, "参加考核学生人数变化"});
  }
  document.contact_name = "示例联系人";
  document.contact_phone = "0000-0000000";
  document.digest = plan.digest;
  return document;
}

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char letter) { return static_cast<char>(std::toupper(letter)); });
  return text;
}

std::unique_ptr<poppler::document> open(const std::string& pdf) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  if (document == nullptr) throw std::runtime_error("poppler does not read a printed form");
  return document;
}

}  // namespace

PrintedSheets::PrintedSheets() {
  for (const Plan& plan : kPlans) {
    files_[plan.form] = forms_pdf::PangoFormPrinter().print(document_of(plan));
    const int pages = open(files_[plan.form])->pages();
    for (int page = 1; page <= pages; ++page) {
      pages_[plan.form].push_back({plan.form, {plan.number, plan.revision, page, pages, capitals(plan.digest)}});
    }
  }
}

std::vector<PrintedSheet> PrintedSheets::pages(Form form) const {
  return pages_.at(form);
}

const cv::Mat& PrintedSheets::picture(Form form, int page, int dpi) const {
  const std::lock_guard lock(mutex_);
  cv::Mat& picture = pictures_[{form, page, dpi}];
  if (picture.empty()) {
    const auto document = open(files_.at(form));
    const std::unique_ptr<poppler::page> sheet(document->create_page(page - 1));
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
    poppler::image drawn = renderer.render_page(sheet.get(), dpi, dpi);
    picture =
        cv::Mat(drawn.height(), drawn.width(), CV_8U, drawn.data(), static_cast<std::size_t>(drawn.bytes_per_row()))
            .clone();
  }
  return picture;
}

}  // namespace kaoji::corpus
