"""Each guard must refuse what it is there for: a small tree or source that breaks one rule, and the sentence it earns."""
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECK_LAYERS = ROOT / "tools" / "check_layers"
CHECK_SYMBOLS = ROOT / "tools" / "check_core_symbols"


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class LayersOfTheProject(unittest.TestCase):
    def test_every_arrow_of_the_project_holds(self):
        code, said = run(sys.executable, CHECK_LAYERS)
        self.assertEqual(code, 0, said)


class LayersRefuse(unittest.TestCase):
    """A copy of layers.toml over a tree of empty libraries, to which each test adds one file."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="kaoji-guards-"))
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copy(ROOT / "layers.toml", self.root)
        for lists in (ROOT / "src").rglob("CMakeLists.txt"):
            copy = self.root / lists.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(lists, copy)
        for header in ("base/date.hpp", "core/policy/policy.hpp", "core/review/review.hpp", "ports/store.hpp",
                       "usecases/submit_application.hpp", "adapters/store_sql/store.hpp", "http/server.hpp"):
            self.write(header, "#pragma once\n")

    def write(self, name, text):
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def expect(self, verdict):
        code, said = run(sys.executable, CHECK_LAYERS, self.root)
        if verdict is None:
            self.assertEqual(code, 0, said)
        else:
            self.assertEqual(code, 1, said)
            self.assertIn(verdict, said)

    def test_allowed_includes_pass(self):
        self.write("core/review/a.cpp", '#include "core/policy/policy.hpp"\n#include <vector>\n#include <fmt/format.h>\n')
        self.write("adapters/store_sql/a.cpp", "#include <soci/soci.h>\n#include <unistd.h>\n")
        self.expect(None)

    def test_an_earlier_core_folder_may_not_include_a_later_one(self):
        self.write("core/policy/a.cpp", '#include "core/review/review.hpp"\n')
        self.expect("src/core/policy/a.cpp:1: core/policy may not include core/review")

    def test_core_may_not_include_ports(self):
        self.write("core/review/a.hpp", '#include "ports/store.hpp"\n')
        self.expect("core/review may not include ports")

    def test_an_adapter_may_not_include_another(self):
        self.write("adapters/forms_pdf/a.cpp", '#include "adapters/store_sql/store.hpp"\n')
        self.expect("adapters/forms_pdf may not include adapters/store_sql")

    def test_an_adapter_may_not_include_usecases(self):
        self.write("adapters/system/a.cpp", '#include "usecases/submit_application.hpp"\n')
        self.expect("adapters/system may not include usecases")

    def test_http_may_not_include_an_adapter(self):
        self.write("http/a.cpp", '#include "adapters/store_sql/store.hpp"\n')
        self.expect("http may not include adapters/store_sql")

    def test_core_takes_no_third_party_header(self):
        self.write("core/review/a.cpp", "#include <boost/json.hpp>\n")
        self.expect("core/review may not include the third-party header <boost/json.hpp>")

    def test_a_third_party_header_stays_in_cpp_files(self):
        self.write("adapters/store_sql/a.hpp", "#pragma once\n#include <soci/soci.h>\n")
        self.expect("src/adapters/store_sql/a.hpp:2: the third-party header <soci/soci.h> belongs into a .cpp file")

    def test_usecases_take_no_third_party_header(self):
        self.write("usecases/a.cpp", "#include <spdlog/spdlog.h>\n")
        self.expect("usecases may not include the third-party header")

    def test_core_takes_no_system_header(self):
        self.write("core/review/a.cpp", "#include <unistd.h>\n")
        self.expect("core/review may not include the system's <unistd.h>")

    def test_core_takes_no_standard_header_that_reaches_outside(self):
        self.write("core/review/a.cpp", "#include <fstream>\n")
        self.expect("<fstream> reaches outside")

    def test_the_c_name_of_such_a_header_is_no_way_round(self):
        self.write("base/a.cpp", "#include <stdio.h>\n")
        self.expect("<stdio.h> reaches outside")

    def test_relative_includes_are_refused(self):
        self.write("core/review/a.cpp", '#include "../policy/policy.hpp"\n')
        self.expect("is not a file below src/")

    def test_a_folder_that_has_no_row_is_refused(self):
        self.write("helpers/a.cpp", "\n")
        self.expect("src/helpers/a.cpp:1: lies in a folder that layers.toml does not name")

    def test_a_list_of_exceptions_is_refused(self):
        with open(self.root / "layers.toml", "a", encoding="utf-8") as file:
            file.write('\n[allow]\nfiles = ["src/core/review/a.cpp"]\n')
        self.expect("there are no exceptions to the arrows")

    def test_a_folder_must_make_its_own_library(self):
        self.write("core/review/CMakeLists.txt", "# nothing\n")
        self.expect("src/core/review/CMakeLists.txt:1: must make the library kaoji_core_review")

    def test_a_library_may_not_link_against_the_arrows(self):
        self.write("http/CMakeLists.txt", "kaoji_library(kaoji_http DEPS kaoji_usecases kaoji_store_sql)\n")
        self.expect("src/http/CMakeLists.txt:1: http may not link adapters/store_sql")


class SymbolsOfTheProject(unittest.TestCase):
    def test_the_core_of_the_project_reaches_for_nothing(self):
        build = Path(os.environ.get("KAOJI_BUILD", ROOT / "build" / "test"))
        archives = sorted([*build.glob("src/base/*.a"), *build.glob("src/core/*/*.a")])
        self.assertGreater(len(archives), 1, f"no archives of the core below {build}")
        code, said = run(sys.executable, CHECK_SYMBOLS, *archives)
        self.assertEqual(code, 0, said)


class SymbolsRefuse(unittest.TestCase):
    def verdict(self, source):
        with tempfile.TemporaryDirectory(prefix="kaoji-guards-") as folder:
            text = Path(folder) / "fixture.cpp"
            text.write_text(textwrap.dedent(source), encoding="utf-8")
            made = Path(folder) / "fixture.o"
            subprocess.run(["g++", "-std=c++20", "-O0", "-c", text, "-o", made], check=True)
            return run(sys.executable, CHECK_SYMBOLS, made)

    def expect_refusal(self, source, reason):
        code, said = self.verdict(source)
        self.assertEqual(code, 1, said)
        self.assertIn(f"reaches for {reason}", said)

    def test_plain_arithmetic_and_strings_pass(self):
        code, said = self.verdict("#include <string>\nstd::string f(int n) { return std::to_string(n) + '!'; }")
        self.assertEqual(code, 0, said)

    def test_the_system_clock(self):
        self.expect_refusal("#include <chrono>\nauto f() { return std::chrono::system_clock::now(); }", "a clock")

    def test_the_c_clock(self):
        self.expect_refusal("#include <ctime>\nlong f() { return std::time(nullptr); }", "a clock")

    def test_a_file_stream(self):
        self.expect_refusal('#include <fstream>\nvoid f() { std::ofstream("x") << 1; }', "a file")

    def test_standard_output(self):
        self.expect_refusal("#include <iostream>\nvoid f() { std::cout << 1; }", "a file")

    def test_printf(self):
        self.expect_refusal('#include <cstdio>\nvoid f(int n) { std::printf("%d", n); }', "a file")

    def test_the_file_system(self):
        self.expect_refusal('#include <filesystem>\nbool f() { return std::filesystem::exists("x"); }', "a file")

    def test_a_socket(self):
        self.expect_refusal("#include <sys/socket.h>\nint f() { return socket(AF_INET, SOCK_STREAM, 0); }", "a socket")

    def test_the_environment(self):
        self.expect_refusal('#include <cstdlib>\nchar* f() { return std::getenv("HOME"); }', "the environment")

    def test_a_random_device(self):
        self.expect_refusal("#include <random>\nunsigned f() { return std::random_device{}(); }", "randomness")

    def test_the_c_generator(self):
        self.expect_refusal("#include <cstdlib>\nint f() { return std::rand(); }", "randomness")

    def test_a_thread(self):
        self.expect_refusal("#include <thread>\nvoid f() { std::thread([] {}).join(); }", "a thread")


if __name__ == "__main__":
    unittest.main()
