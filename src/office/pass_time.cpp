// The clock does what is due: matter by matter, each in a transaction of its own.
//
// Invariant: whoever calls it late or often changes nothing but when it is recorded.
#include "office/commands.h"
#include "office/registers.h"

namespace remit::office {
namespace {

constexpr std::size_t kMattersAtOnce = 100;

}  // namespace

Result<std::size_t> pass_time(Office& office) {
    std::size_t done = 0;
    while (true) {
        std::vector<std::string> ids;
        {
            store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
            ids = REMIT_TRY(matters_with_alarms(*snapshot, office.now(), kMattersAtOnce));
        }
        for (const std::string& id : ids) {
            const Status passed = office.run([&](MatterWork& work) -> Status {
                MatterFile file = REMIT_TRY(work.load(id));
                return work.pass_time(file);
            });
            if (!passed.ok()) return passed.error();
        }
        done += ids.size();
        if (ids.size() < kMattersAtOnce) return done;
    }
}

}  // namespace remit::office
