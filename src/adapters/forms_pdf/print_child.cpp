#include "adapters/forms_pdf/print_child.hpp"

#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <variant>

#include "adapters/forms_pdf/pango_form_printer.hpp"
#include "adapters/forms_pdf/pango_paper_printer.hpp"
#include "adapters/forms_pdf/printing_job.hpp"

namespace kaoji::forms_pdf {

namespace {

std::string answer_to(const PrintingJob& job) {
  if (const auto* form = std::get_if<ports::FormDocument>(&job)) {
    return PangoFormPrinter().print(*form);
  }
  if (const auto* asked = std::get_if<RowsAsked>(&job)) {
    return encode_rows(PangoFormPrinter().rows_of_pages(asked->form));
  }
  return PangoPaperPrinter().print(std::get<ports::Paper>(job));
}

}  // namespace

int run_print_child(int, char**) {
  try {
    const std::string bytes{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    const PrintingJob job = decode(bytes);
    std::cout << answer_to(job) << std::flush;
    return std::cout ? 0 : 2;
  } catch (const std::exception&) {
    return 2;  // the parent says so; nobody reads this process's errors
  }
}

}  // namespace kaoji::forms_pdf
