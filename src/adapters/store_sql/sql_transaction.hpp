#pragma once

#include "adapters/store_sql/account_rows.hpp"
#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/assessment_rows.hpp"
#include "adapters/store_sql/bulletin_rows.hpp"
#include "adapters/store_sql/catalogue_rows.hpp"
#include "adapters/store_sql/edition_rows.hpp"
#include "adapters/store_sql/grant_rows.hpp"
#include "adapters/store_sql/notice_rows.hpp"
#include "adapters/store_sql/plan_rows.hpp"
#include "adapters/store_sql/policy_rows.hpp"
#include "adapters/store_sql/reconcile_rows.hpp"
#include "adapters/store_sql/record_rows.hpp"
#include "adapters/store_sql/seal_rows.hpp"
#include "ports/store.hpp"

namespace kaoji::store_sql {

/// The ports of one transaction on a session. It outlives transactions: the store begins and ends them around it.
class SqlTransaction : public ports::Transaction {
 public:
  explicit SqlTransaction(Session& session)
      : session_(session),
        catalogue_(session),
        plans_(session, catalogue_),
        editions_(session),
        assessments_(session),
        applications_(session),
        grants_(session, catalogue_.memo()),
        accounts_(session),
        policies_(session),
        notices_(session),
        records_(session),
        bulletin_(session),
        reconcile_(session),
        seals_(session) {}

  ports::CatalogueStore& catalogue() override { return catalogue_; }
  ports::PlanStore& plans() override { return plans_; }
  ports::EditionStore& editions() override { return editions_; }
  ports::AssessmentStore& assessments() override { return assessments_; }
  ports::ApplicationStore& applications() override { return applications_; }
  ports::GrantStore& grants() override { return grants_; }
  ports::AccountStore& accounts() override { return accounts_; }
  ports::PolicyStore& policies() override { return policies_; }
  ports::NoticeStore& notices() override { return notices_; }
  ports::RecordStore& records() override { return records_; }
  ports::BulletinStore& bulletin() override { return bulletin_; }
  ports::ReconcileStore& reconcile() override { return reconcile_; }
  ports::SealStore& seals() override { return seals_; }

  void confine(const ports::Scope& scope) override;

  /// What is remembered of earlier transactions is doubted; at the beginning of each.
  void begin() {
    catalogue_.memo().doubt();
    if (confined_) session_.set_sight(std::nullopt);
    confined_ = false;
  }
  /// Writes what waits to be written; before a commit.
  void flush() { plans_.flush(); }
  /// Forgets it; after a rollback.
  void forget() {
    plans_.forget();
    catalogue_.memo().forget();
  }

 private:
  Session& session_;
  bool confined_ = false;
  CatalogueRows catalogue_;
  PlanRows plans_;
  EditionRows editions_;
  AssessmentRows assessments_;
  ApplicationRows applications_;
  GrantRows grants_;
  AccountRows accounts_;
  PolicyRows policies_;
  NoticeRows notices_;
  RecordRows records_;
  BulletinRows bulletin_;
  ReconcileRows reconcile_;
  SealRows seals_;
};

/// A session with the transaction that works on it.
struct Desk {
  explicit Desk(std::unique_ptr<Session> opened) : session(std::move(opened)), transaction(*session) {}

  /// Runs `work` between the statement `begin` and a ROLLBACK: a snapshot that changes nothing.
  template <class Work>
  void read(std::string_view begin, const Work& work) {
    session->run(begin);
    transaction.begin();
    try {
      work(*this);
    } catch (...) {
      roll_back();
      throw;
    }
    session->run("ROLLBACK");
  }

  /// Ends a transaction that failed; never throws, for the reason why it failed is the one to tell.
  void roll_back() noexcept;

  std::unique_ptr<Session> session;
  SqlTransaction transaction;
};

}  // namespace kaoji::store_sql
