#include "adapters/forms_pdf/canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <map>
#include <numbers>
#include <string_view>
#include <utility>

#include "adapters/forms_pdf/shown_text.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {
namespace {

constexpr const char* kFace = "Noto Serif CJK SC";

template <typename Object, auto Release>
struct Releaser {
  void operator()(Object* object) const { Release(object); }
};

template <typename Object>
using GObjectOwner = std::unique_ptr<Object, Releaser<void, g_object_unref>>;
using SurfaceOwner = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_t, cairo_surface_destroy>>;
using CairoOwner = std::unique_ptr<cairo_t, Releaser<cairo_t, cairo_destroy>>;
using FaceOwner = std::unique_ptr<PangoFontDescription, Releaser<PangoFontDescription, pango_font_description_free>>;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

FaceOwner face(const TextStyle& style) {
  FaceOwner described(pango_font_description_new());
  pango_font_description_set_family_static(described.get(), kFace);
  pango_font_description_set_weight(described.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(described.get(), style.size * PANGO_SCALE);
  return described;
}

PangoAlignment alignment(Align align) {
  switch (align) {
    case Align::centre:
      return PANGO_ALIGN_CENTER;
    case Align::right:
      return PANGO_ALIGN_RIGHT;
    case Align::left:
      break;
  }
  return PANGO_ALIGN_LEFT;
}

// Without the face fontconfig would quietly take another, and the form would look like a different paper. Gives the
// letters that the face has.
GObjectOwner<PangoCoverage> require_face(PangoContext* context) {
  const FaceOwner wanted = face(TextStyle{});
  const GObjectOwner<PangoFont> font(pango_context_load_font(context, wanted.get()));
  if (font == nullptr) {
    throw ports::FormUnprintable("no font can be loaded");
  }
  const FaceOwner got(pango_font_describe(font.get()));
  const char* const family = pango_font_description_get_family(got.get());
  if (family == nullptr || std::string_view(family) != kFace) {
    throw ports::FormUnprintable(std::string("the face ") + kFace + " is missing (package fonts-noto-cjk)");
  }
  return GObjectOwner<PangoCoverage>(pango_font_get_coverage(font.get(), pango_context_get_language(context)));
}

void describe(cairo_surface_t* surface, const FileProperties& properties) {
  const std::pair<cairo_pdf_metadata_t, std::string> entries[] = {
      {CAIRO_PDF_METADATA_TITLE, properties.title},
      {CAIRO_PDF_METADATA_AUTHOR, properties.author},
      {CAIRO_PDF_METADATA_SUBJECT, properties.subject},
      {CAIRO_PDF_METADATA_KEYWORDS, properties.keywords},
      {CAIRO_PDF_METADATA_CREATOR, "Kaoji"},
      {CAIRO_PDF_METADATA_CREATE_DATE, properties.created},
      {CAIRO_PDF_METADATA_MOD_DATE, properties.created},
  };
  for (const auto& [key, value] : entries) {
    cairo_pdf_surface_set_metadata(surface, key, shown_text(value, [](char32_t) { return true; }).c_str());
  }
}

}  // namespace

// The order of members is the order of making; they are released in the reverse one.
struct Canvas::Paper {
  double width = 0;
  double height = 0;
  std::string bytes;
  SurfaceOwner surface;
  CairoOwner cairo;
  GObjectOwner<PangoFontMap> fonts;  // an own one: Pango's shared font map is not safe from several threads
  GObjectOwner<PangoContext> context;
  GObjectOwner<PangoLayout> layout;
  GObjectOwner<PangoCoverage> letters;

  void set(const std::string& text, const TextStyle& style, double width_points) const {
    const FaceOwner described = face(style);
    pango_layout_set_font_description(layout.get(), described.get());
    pango_layout_set_width(layout.get(), width_points < 0 ? -1 : static_cast<int>(width_points * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment(style.align));
    const std::string shown = shown_text(text, [this](char32_t letter) {
      return pango_coverage_get(letters.get(), static_cast<int>(letter)) == PANGO_COVERAGE_EXACT;
    });
    pango_layout_set_text(layout.get(), shown.data(), static_cast<int>(shown.size()));
  }

  void require_success() const {
    const cairo_status_t status = cairo_status(cairo.get());
    if (status != CAIRO_STATUS_SUCCESS) {
      throw ports::FormUnprintable(std::string("drawing failed: ") + cairo_status_to_string(status));
    }
  }
};

Canvas::Canvas(double width, double height, const FileProperties& properties) : paper_(std::make_unique<Paper>()) {
  paper_->width = width;
  paper_->height = height;
  paper_->surface.reset(cairo_pdf_surface_create_for_stream(append, &paper_->bytes, width, height));
  cairo_pdf_surface_restrict_to_version(paper_->surface.get(), CAIRO_PDF_VERSION_1_5);
  describe(paper_->surface.get(), properties);
  paper_->cairo.reset(cairo_create(paper_->surface.get()));
  paper_->fonts.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(paper_->fonts.get()), 72);
  paper_->context.reset(pango_font_map_create_context(paper_->fonts.get()));
  pango_context_set_language(paper_->context.get(), pango_language_from_string("zh-cn"));
  // Positions between pixels are meant for paper; rounding to whole points would spread the letters.
  pango_context_set_round_glyph_positions(paper_->context.get(), FALSE);
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(paper_->context.get(), options);
  cairo_font_options_destroy(options);
  paper_->layout.reset(pango_layout_new(paper_->context.get()));
  PangoAttrList* const attributes = pango_attr_list_new();
  // A hyphen where a long word is broken would be a letter that nobody wrote.
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  // Some signs of the face are emoji too, for which Pango would look into every face that the machine has.
  pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
  pango_layout_set_attributes(paper_->layout.get(), attributes);
  pango_attr_list_unref(attributes);
  paper_->letters = require_face(paper_->context.get());
}

Canvas::~Canvas() = default;

double Canvas::text_height(const std::string& text, const TextStyle& style, double width) {
  paper_->set(text, style, width);
  int height = 0;
  pango_layout_get_size(paper_->layout.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

double Canvas::fitting_size(const std::string& text, TextStyle style, double width, double most) {
  while (style.size > 1 && text_height(text, style, width) > most) {
    style.size -= 0.5;
  }
  return style.size;
}

double Canvas::text_width(const std::string& text, const TextStyle& style) {
  paper_->set(text, style, -1);
  int width = 0;
  pango_layout_get_size(paper_->layout.get(), &width, nullptr);
  return static_cast<double>(width) / PANGO_SCALE;
}

void Canvas::text(double x, double y, double width, const std::string& text, const TextStyle& style) {
  paper_->set(text, style, width);
  cairo_move_to(paper_->cairo.get(), x, y);
  pango_cairo_show_layout(paper_->cairo.get(), paper_->layout.get());
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness) {
  cairo_t* const cairo = paper_->cairo.get();
  cairo_set_line_width(cairo, thickness);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE);
  cairo_move_to(cairo, x1, y1);
  cairo_line_to(cairo, x2, y2);
  cairo_stroke(cairo);
}

void Canvas::shape(const std::vector<Point>& corners) {
  cairo_t* const cairo = paper_->cairo.get();
  cairo_new_path(cairo);
  for (const Point& corner : corners) cairo_line_to(cairo, corner.x, corner.y);
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void Canvas::modules(double x, double y, double side, const std::vector<std::vector<bool>>& dark) {
  cairo_t* const cairo = paper_->cairo.get();
  const double module = side / static_cast<double>(dark.size());
  for (std::size_t row = 0; row < dark.size(); ++row) {
    const std::vector<bool>& modules = dark[row];
    std::size_t column = 0;
    while (column < modules.size()) {
      std::size_t end = column;
      while (end < modules.size() && modules[end] == modules[column]) {
        ++end;
      }
      if (modules[column]) {  // neighbours as one: half the path, which is most of a page's file
        cairo_rectangle(cairo, x + static_cast<double>(column) * module, y + static_cast<double>(row) * module,
                        static_cast<double>(end - column) * module, module);
      }
      column = end;
    }
  }
  cairo_fill(cairo);  // one path: neighbours melt together, no hairline between them
}

void Canvas::watermark(const std::string& text) {
  colour(0.88, 0.88, 0.88);
  turned_text(paper_->width / 2, paper_->height / 2, -std::atan2(paper_->height, paper_->width), text,
              {150, false, Align::left});
  colour(0, 0, 0);
}

void Canvas::colour(double red, double green, double blue) {
  cairo_set_source_rgb(paper_->cairo.get(), red, green, blue);
}

void Canvas::turned_text(double x, double y, double angle, const std::string& text, const TextStyle& style) {
  cairo_t* const cairo = paper_->cairo.get();
  const double wide = text_width(text, style);
  const double high = text_height(text, style, -1);
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_rotate(cairo, angle);
  cairo_move_to(cairo, -wide / 2, -high / 2);
  paper_->set(text, style, -1);
  pango_cairo_update_layout(cairo, paper_->layout.get());
  pango_cairo_show_layout(cairo, paper_->layout.get());
  cairo_restore(cairo);
  pango_cairo_update_layout(cairo, paper_->layout.get());
}

void Canvas::ring(double x, double y, double radius, double thickness) {
  cairo_t* const cairo = paper_->cairo.get();
  cairo_set_line_width(cairo, thickness);
  cairo_new_path(cairo);
  cairo_arc(cairo, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
}

void Canvas::star(double x, double y, double radius) {
  cairo_t* const cairo = paper_->cairo.get();
  constexpr double kInner = 0.382;  // of the outer radius, where the sides of a pentagram meet
  for (int corner = 0; corner < 10; ++corner) {
    const double angle = corner * std::numbers::pi / 5;
    const double reach = corner % 2 == 0 ? radius : radius * kInner;
    cairo_line_to(cairo, x + reach * std::sin(angle), y - reach * std::cos(angle));
  }
  cairo_fill(cairo);
}

void Canvas::end_page() {
  cairo_show_page(paper_->cairo.get());
  paper_->require_success();
}

std::string Canvas::finish() {
  cairo_surface_finish(paper_->surface.get());
  const cairo_status_t status = cairo_surface_status(paper_->surface.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    throw ports::FormUnprintable(std::string("writing failed: ") + cairo_status_to_string(status));
  }
  return std::move(paper_->bytes);
}

}  // namespace kaoji::forms_pdf
