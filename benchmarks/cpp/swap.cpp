// The dense swap kernel of the table search in C++: the same moves, dice and accept rule as keywho.planning.search.kernels.anneal,
// for the plain sum of benefits, on the same arrays. Only for comparing speed; the planner does not use it.
//
//     g++ -O3 -march=native -shared -fPIC -o swap.so swap.cpp

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace {

struct State {
    int64_t rounds, count, places;  // places: columns of `start`
    int32_t *slot, *group, *member, *start, *pool;
    const uint8_t *locked;
    uint8_t *met;
    const float *worth;
    double repeat;
    int32_t *byes;
    double bye_again;
    uint64_t *dice;
};

inline int64_t throw_dice(uint64_t *dice, uint64_t most) {
    uint64_t x = *dice;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *dice = x;
    return static_cast<int64_t>(((x * 2685821657736338717ULL) >> 33) % most);
}

inline double exchange(const State &s, int64_t i, int64_t j, const int32_t *first, const int32_t *last) {
    double gain = 0.0;
    const uint8_t *met_i = s.met + i * s.count, *met_j = s.met + j * s.count;
    const float *worth_i = s.worth + i * s.count, *worth_j = s.worth + j * s.count;
    for (const int32_t *at = first; at < last; ++at) {
        const int64_t k = *at;
        if (k == i) continue;
        gain += met_i[k] == 1 ? -static_cast<double>(worth_i[k]) : s.repeat;
        gain += met_j[k] == 0 ? static_cast<double>(worth_j[k]) : -s.repeat;
    }
    return gain;
}

inline double swap_gain(const State &s, int64_t r, int64_t i, int64_t j) {
    const int32_t mine = s.group[r * s.count + i], theirs = s.group[r * s.count + j], pool = s.pool[r];
    const int32_t *start = s.start + r * s.places, *member = s.member + r * s.count;
    double gain = 0.0;
    if (mine != pool) gain += exchange(s, i, j, member + start[mine], member + start[mine + 1]);
    if (theirs != pool) gain += exchange(s, j, i, member + start[theirs], member + start[theirs + 1]);
    if (mine == pool) gain += s.bye_again * (s.byes[i] - 1 - s.byes[j]);
    else if (theirs == pool) gain += s.bye_again * (s.byes[j] - 1 - s.byes[i]);
    return gain;
}

inline void move(State &s, int64_t r, int64_t i, int32_t g, int by) {
    if (g == s.pool[r]) {
        s.byes[i] += by;
        return;
    }
    const int32_t *start = s.start + r * s.places, *member = s.member + r * s.count;
    for (int32_t at = start[g]; at < start[g + 1]; ++at) {
        const int64_t k = member[at];
        if (k == i) continue;
        s.met[i * s.count + k] += by;
        s.met[k * s.count + i] += by;
    }
}

inline void swap_two(State &s, int64_t r, int64_t i, int64_t j) {
    int32_t *slot = s.slot + r * s.count, *group = s.group + r * s.count, *member = s.member + r * s.count;
    const int32_t mine = group[i], theirs = group[j];
    move(s, r, i, mine, -1);
    move(s, r, j, theirs, -1);
    std::swap(slot[i], slot[j]);
    member[slot[i]] = static_cast<int32_t>(i);
    member[slot[j]] = static_cast<int32_t>(j);
    group[i] = theirs;
    group[j] = mine;
    move(s, r, j, mine, 1);
    move(s, r, i, theirs, 1);
}

}  // namespace

extern "C" double anneal(int64_t rounds, int64_t count, int64_t places, int32_t *slot, int32_t *group, int32_t *member, int32_t *start, int32_t *pool,
                         const uint8_t *locked, uint8_t *met, const float *worth, double repeat, int32_t *byes, double bye_again, uint64_t *dice,
                         int64_t moves, double hot, double cold, double guided, const int64_t *wanted_indptr, const int32_t *wanted, double here) {
    State s{rounds, count, places, slot, group, member, start, pool, locked, met, worth, repeat, byes, bye_again, dice};
    const double cooling = std::pow(cold / hot, 1.0 / std::max(1.0, moves / 256.0));
    double heat = hot;
    const int64_t bar = static_cast<int64_t>(guided * 65536);
    for (int64_t move_no = 0; move_no < moves; ++move_no) {
        if ((move_no & 255) == 255) heat *= cooling;
        const int64_t r = throw_dice(dice, rounds), i = throw_dice(dice, count);
        const int32_t *groups = group + r * count, *begins = start + r * places;
        if (groups[i] < 0 || locked[r * count + i]) continue;
        int64_t j;
        const int64_t row = wanted_indptr[i], width = wanted_indptr[i + 1] - row;
        if (width > 0 && throw_dice(dice, 65536) < bar) {
            const int64_t k = wanted[row + throw_dice(dice, width)];
            const int32_t theirs = groups[k];
            if (theirs < 0 || theirs == groups[i] || theirs == pool[r] || met[i * count + k] > 0) continue;
            j = member[r * count + begins[theirs] + throw_dice(dice, begins[theirs + 1] - begins[theirs])];
            if (j == k) continue;
        } else {
            j = throw_dice(dice, count);
        }
        if (groups[j] < 0 || groups[j] == groups[i] || locked[r * count + j]) continue;
        const double gain = swap_gain(s, r, i, j);
        if (gain >= 0.0 || (gain > -20.0 * heat && throw_dice(dice, 1048576) < 1048576.0 * std::exp(gain / heat))) {
            swap_two(s, r, i, j);
            here += gain;
        }
    }
    return here;
}
