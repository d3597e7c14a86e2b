// What a person sees, as JSON. Each view is described in bridge/schema/views.schema.json.
#pragma once

#include <cstdint>
#include <string>

#include "session/desk.h"

namespace commonground::session {

struct Viewer {
  const content::Pack& pack;
  const Person& who;
  std::int64_t now = 0;

  [[nodiscard]] bool together() const { return journey::is_together(who.standpoint(now)); }
};

[[nodiscard]] std::string way_view(const Viewer& seen);     // the stages, and where the two stand
[[nodiscard]] std::string mine_view(const Viewer& seen);    // all that I have said to myself
[[nodiscard]] std::string shown_view(const Viewer& seen);   // what each shows the other
[[nodiscard]] std::string hear_view(const Viewer& seen);    // turns, first times, gifts
[[nodiscard]] std::string round_view(const Viewer& seen);   // the matching round
[[nodiscard]] std::string table_view(const Viewer& seen);   // the sealed table
[[nodiscard]] std::string plans_view(const Viewer& seen);   // proposals, and what stands
[[nodiscard]] std::string logs_view(const Viewer& seen);    // for the host: what to ask the server
[[nodiscard]] std::string invite_view(const Viewer& seen);  // the one that nobody took yet
[[nodiscard]] std::string words_view(const Viewer& seen);   // the safety words
[[nodiscard]] std::string export_view(const Viewer& seen);  // all that is mine

[[nodiscard]] std::vector<std::string_view> view_names();

// Why there is no plan: what the engine says, in the order of plan::RefusalCode, or before it is
// asked.
inline constexpr std::string_view kNoWays = "no-ways";  // none is there to plan with
inline constexpr std::string_view kNoRound = "no-round";
inline constexpr std::string_view kNeedsNotShown = "needs-not-shown";
inline constexpr std::array<std::string_view, 11> kNoPlanNames = {
    "dropped-and-kept", "too-many-kept", "too-often", "not-offered", "too-long",    "never-traded",
    "worse-off",        "too-much-work", kNoWays,     kNoRound,      kNeedsNotShown};

// What plans are asked for with.
struct PlanWish {
  std::optional<int> minutes;
  std::optional<int> ways;
  std::vector<int> without;                              // positions of ways in the pack
  std::vector<std::pair<int, std::optional<int>>> keep;  // and how often
  // Nothing intimate, nothing that someone would only try, and each way once a week.
  bool gentle = false;
  // Positions of needs: as if these were what matters most to me, and all else half as much.
  std::vector<int> ask;
};
// For my own needs alone; and on the open table, from what both have shown.
[[nodiscard]] Result<std::string> own_plan_view(const Viewer& seen, const PlanWish& wish);
[[nodiscard]] Result<std::string> open_table_view(const Viewer& seen, const PlanWish& wish);

}  // namespace commonground::session
