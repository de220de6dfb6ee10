#include "http/failure.hpp"

#include "http/request_log.hpp"
#include "usecases/context.hpp"
#include "usecases/export_sheet.hpp"
#include "usecases/import_assessments.hpp"
#include "usecases/judge_scan.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::http {

namespace {

constexpr int kRetrySoon = 1;
constexpr int kRetryLater = 5;

Fault unavailable() {
  return {503,
          "unavailable",
          "服务暂时不可用，请稍后再试；本次没有做任何更改",
          "Not available at present; nothing was done, try again later",
          {},
          {},
          kRetryLater};
}

Fault outcome_unknown() {
  return {503,
          "outcome-unknown",
          "结果未知：请用同一个 Idempotency-Key 重试，以得知是否成功",
          "The outcome is unknown: repeat with the same Idempotency-Key to learn it",
          {},
          {},
          kRetrySoon};
}

Fault storage_low() {
  return {507,
          "storage-low",
          "存储空间不足，暂时不能上传文件",
          "The disk is nearly full; files cannot be uploaded now",
          {},
          {},
          0};
}

}  // namespace

Answer answer_of_failure(const std::exception_ptr& failure, const ProblemContext& context) {
  try {
    std::rethrow_exception(failure);
  } catch (const Fault& fault) {
    return problem_of(fault, context);
  } catch (const ports::Busy&) {
    return problem_of(busy(), context);
  } catch (const ports::OutcomeUnknown& error) {
    log_incident(context.request_id, error.what());
    return problem_of(outcome_unknown(), context);
  } catch (const ports::StorageLow& error) {
    log_incident(context.request_id, error.what());
    return problem_of(storage_low(), context);
  } catch (const ports::FilesUnavailable& error) {
    log_incident(context.request_id, error.what());
  } catch (const ports::StoreUnavailable& error) {
    log_incident(context.request_id, error.what());
  } catch (const ports::ScanUnavailable& error) {
    log_incident(context.request_id, error.what());
  } catch (const ports::SheetReaderUnavailable& error) {
    log_incident(context.request_id, error.what());
  } catch (const ports::SheetUnavailable& error) {
    log_incident(context.request_id, error.what());
  } catch (const ports::FormUnprintable& error) {
    log_incident(context.request_id, error.what());
  } catch (const std::exception& error) {
    log_incident(context.request_id, error.what());
    return incident(context);
  }
  return problem_of(unavailable(), context);
}

}  // namespace kaoji::http
