#include "adapters/forms_pdf/form_child.hpp"

#include <exception>
#include <iostream>
#include <iterator>
#include <string>

#include "adapters/forms_pdf/form_wire.hpp"
#include "adapters/forms_pdf/pango_form_printer.hpp"

namespace kaoji::forms_pdf {

int run_form_child(int, char**) {
  try {
    const std::string bytes{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    std::cout << PangoFormPrinter().print(decode(bytes)) << std::flush;
    return std::cout ? 0 : 2;
  } catch (const std::exception&) {
    return 2;  // the parent says so; nobody reads this process's errors
  }
}

}  // namespace kaoji::forms_pdf
