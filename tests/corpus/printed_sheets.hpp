#pragma once

#include <map>
#include <mutex>
#include <opencv2/core.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "ports/scans.hpp"

namespace kaoji::corpus {

/// The forms that the corpus scans: what the printer of the program prints, page by page.
enum class Form { new_plans, increase, decrease, older_revision, other_school, long_form };

/// One printed page.
struct PrintedSheet {
  Form form;
  ports::SheetMark mark;  ///< what is printed on it
};

/// Every page of every form, and how it looks fresh from the printer.
class PrintedSheets {
 public:
  /// Prints all forms.
  PrintedSheets();

  /// The pages of a form, in order.
  std::vector<PrintedSheet> pages(Form form) const;
  /// The page (from 1) in grey at this many dots an inch. Safe from any number of threads; drawn once.
  const cv::Mat& picture(Form form, int page, int dpi) const;

 private:
  std::map<Form, std::string> files_;
  std::map<Form, std::vector<PrintedSheet>> pages_;
  mutable std::mutex mutex_;
  mutable std::map<std::tuple<Form, int, int>, cv::Mat> pictures_;
};

}  // namespace kaoji::corpus
