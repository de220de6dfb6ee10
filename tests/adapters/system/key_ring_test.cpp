#include "adapters/system/key_ring.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/system/key_file.hpp"
#include "adapters/system/key_folder.hpp"

namespace kaoji::system {
namespace {

namespace fs = std::filesystem;

const std::string kOld(32, 'o');
const std::string kNew(32, 'n');

TEST(KeyRing, OpensWhatItSealedForThatPlaceAlone) {
  const KeyRing ring({kOld});
  const std::string sealed = ring.seal("application/1/contact_name", "张三（虚构）");
  EXPECT_EQ(ring.open("application/1/contact_name", sealed), "张三（虚构）");
  EXPECT_EQ(ring.open("application/2/contact_name", sealed), std::nullopt);
  EXPECT_EQ(sealed.find("张三"), std::string::npos);
  EXPECT_NE(ring.seal("p", "same"), ring.seal("p", "same")) << "equal texts must not show that they are equal";
}

TEST(KeyRing, RefusesATextWithAnyCharacterChanged) {
  const KeyRing ring({kOld});
  const std::string sealed = ring.seal("p", "0371-00000000");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(ring.open("p", changed), std::nullopt) << i;
  }
  EXPECT_EQ(ring.open("p", sealed.substr(0, sealed.size() - 1)), std::nullopt);
  EXPECT_EQ(ring.open("p", ""), std::nullopt);
}

TEST(KeyRing, TheLastKeySealsAndEveryKeyOpens) {
  const KeyRing before({kOld});
  const KeyRing ring({kOld, kNew});
  const std::string old = before.seal("p", "seed");
  EXPECT_EQ(ring.open("p", old), "seed");
  const std::string fresh = ring.seal("p", "seed");
  EXPECT_EQ(fresh.substr(0, ports::kKeyIdLength), key_id(kNew));
  EXPECT_EQ(before.open("p", fresh), std::nullopt);
  EXPECT_TRUE(ring.knows(key_id(kOld)));
  EXPECT_FALSE(before.knows(key_id(kNew)));
}

TEST(KeyRing, OpensSeedsAsTheyWereSealedBeforeThereWasARing) {
  // Made with OpenSSL's own SM4-CTR and HMAC-SM3: the key is 32 letters o, the counter 00 to 0f.
  const KeyRing ring({kOld, kNew});
  EXPECT_EQ(
      ring.open("second-factor/1",
                "7148f56c.000102030405060708090a0b0c0d0e0f4d56a7b1eaf86451d0357266ec14c65565fdaa54a460128e349a2688"
                "d6c9ed372f2623fe71af0030b454a06d5dbdb9a2530d80fbbcbf9b6793992cf5b2730dba"),
      "12345678901234567890123456789012");
}

TEST(KeyRing, MarksHoldForTheirTextAndPlaceAlone) {
  const KeyRing ring({kOld});
  const std::string mark = ring.mark("mark/account", "1:a");
  EXPECT_TRUE(ring.mark_holds("mark/account", "1:a", mark));
  EXPECT_FALSE(ring.mark_holds("mark/account", "1:b", mark));
  EXPECT_FALSE(ring.mark_holds("mark/audit_head", "1:a", mark));
  EXPECT_FALSE(ring.mark_holds("mark/account", "1:a", ""));
  EXPECT_FALSE(KeyRing({kNew}).mark_holds("mark/account", "1:a", mark));
}

class KeyFolder : public testing::Test {
 protected:
  KeyFolder() {
    fs::create_directory(folder_);
    make_key_file(places_.installation_key);
  }
  ~KeyFolder() override { fs::remove_all(folder_); }

  fs::path folder_ = fs::temp_directory_path() / ("kaoji_keys_" + std::to_string(::getpid()));
  KeyPlaces places_{(folder_ / "installation.key").string(), (folder_ / "keys").string()};
};

TEST_F(KeyFolder, TheInstallationsKeyIsTheRingBeforeTheFirstRotation) {
  const auto ring = read_key_ring(places_);
  EXPECT_EQ(ring->current_key(), key_id(read_key_file(places_.installation_key)));
  EXPECT_THAT(key_ids(places_), testing::ElementsAre(ring->current_key()));
}

TEST_F(KeyFolder, ANewKeyIsCurrentAndTheOldOnesStillOpen) {
  const auto before = read_key_ring(places_);
  const std::string sealed = before->seal("p", "text");
  const std::string first = add_key(places_);
  const std::string second = add_key(places_);
  const auto ring = read_key_ring(places_);
  EXPECT_EQ(ring->current_key(), second);
  EXPECT_EQ(ring->open("p", sealed), "text");
  EXPECT_TRUE(ring->knows(first));
  EXPECT_EQ(key_ids(places_).size(), 3U);
  struct stat status {};
  ASSERT_EQ(::stat((places_.folder + "/" + second + ".key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(KeyFolder, AMissingOrForeignKeyIsRefused) {
  const std::string id = add_key(places_);
  const std::string file = places_.folder + "/" + id + ".key";
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_THROW((void)read_key_ring(places_), BadKeyFile) << "readable by others";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::rename(file, places_.folder + "/00000000.key");
  EXPECT_THROW((void)read_key_ring(places_), BadKeyFile) << "not the key that its name says";
  fs::remove(places_.folder + "/00000000.key");
  EXPECT_THROW((void)read_key_ring(places_), BadKeyFile) << "the current key is gone";
}

}  // namespace
}  // namespace kaoji::system
