// The dense swap kernel of the table search in C++: the same moves, dice and accept rule as keywho.planning.search.gain_kernels.anneal_with_gains,
// for the plain sum of benefits without a balance trait, on the same arrays. Only for comparing speed; the planner does not use it.
//
//     g++ -O3 -march=native -shared -fPIC -o swap.so swap.cpp

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace {

struct State {
    int64_t rounds, count, places, groups;  // places: columns of `start`; groups: of `gains`
    int32_t *slot, *group, *member, *start, *pool, *where;
    int64_t where_columns;
    const uint8_t *locked;
    uint8_t *met;
    const float *worth;
    double repeat, bye_again;
    int32_t *byes;
    double *gains;
    uint64_t *dice;
};

inline int64_t throw_dice(uint64_t *dice, uint64_t most) {
    uint64_t x = *dice;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *dice = x;
    return static_cast<int64_t>((((x * 2685821657736338717ULL) >> 32) * most) >> 32);
}

inline double *row_of(const State &s, int64_t r, int64_t g) { return s.gains + (r * s.groups + g) * s.count; }

inline double sum_gain(const State &s, int64_t r, int64_t i, int64_t j, int32_t mine, int32_t theirs) {
    const int32_t pool = s.pool[r];
    const double between = s.met[i * s.count + j] == 0 ? static_cast<double>(s.worth[i * s.count + j]) : -s.repeat;
    double gain = 0.0;
    if (mine == pool) gain += s.bye_again * (s.byes[i] - 1 - s.byes[j]);
    else if (theirs == pool) gain += s.bye_again * (s.byes[j] - 1 - s.byes[i]);
    if (theirs != pool) {
        const double *row = row_of(s, r, theirs);
        gain += row[i] - row[j] - between;
    }
    if (mine != pool) {
        const double *row = row_of(s, r, mine);
        gain += row[j] - row[i] - between;
    }
    return gain;
}

inline void exchange_column(const State &s, double *__restrict row, int32_t g, int64_t goes, int64_t comes, int32_t together, const int32_t *__restrict group) {
    const uint8_t *__restrict met_goes = s.met + goes * s.count, *__restrict met_comes = s.met + comes * s.count;
    const float *__restrict worth_goes = s.worth + goes * s.count, *__restrict worth_comes = s.worth + comes * s.count;
    const double repeat = s.repeat;
    for (int64_t x = 0; x < s.count; ++x) {
        const double of_comes = met_comes[x] == (group[x] == together) ? static_cast<double>(worth_comes[x]) : -repeat;
        const double of_goes = met_goes[x] == (group[x] == g) ? static_cast<double>(worth_goes[x]) : -repeat;
        row[x] += of_comes - of_goes;
    }
    row[goes] += met_goes[goes] == (group[goes] == g) ? static_cast<double>(worth_goes[goes]) : -repeat;
    row[comes] -= met_comes[comes] == (group[comes] == together) ? static_cast<double>(worth_comes[comes]) : -repeat;
}

inline void change_elsewhere(const State &s, int64_t r, int64_t who, int32_t g, int64_t but, int by) {
    if (g == s.pool[r]) return;
    const int32_t *start = s.start + r * s.places, *member = s.member + r * s.count;
    for (int32_t at = start[g]; at < start[g + 1]; ++at) {
        const int64_t k = member[at];
        if (k == who || k == but) continue;
        const int64_t fewer = static_cast<int64_t>(s.met[who * s.count + k]) - (by > 0);
        if (fewer > 1) continue;
        const double change = -by * (static_cast<double>(s.worth[who * s.count + k]) + s.repeat);
        for (int64_t q = 0; q < s.rounds; ++q) {
            const int32_t mine = s.group[q * s.count + who], theirs = s.group[q * s.count + k], pool = s.pool[q];
            if (q == r || mine < 0 || theirs < 0) continue;
            if (fewer - (mine == theirs && mine != pool) != 0) continue;
            if (theirs != pool) row_of(s, q, theirs)[who] += change;
            if (mine != pool) row_of(s, q, mine)[k] += change;
        }
    }
}

inline void move(const State &s, int64_t r, int64_t i, int32_t g, int by) {
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
    s.where[i * s.where_columns + r] = by > 0 ? g : -1;
}

inline void swap_two(const State &s, int64_t r, int64_t i, int64_t j, int32_t mine, int32_t theirs) {
    int32_t *slot = s.slot + r * s.count, *group = s.group + r * s.count, *member = s.member + r * s.count;
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

extern "C" double anneal(int64_t rounds, int64_t count, int64_t places, int64_t groups, int32_t *slot, int32_t *group, int32_t *member, int32_t *start, int32_t *pool,
                         int32_t *where, int64_t where_columns, const uint8_t *locked, uint8_t *met, const float *worth, double repeat, double bye_again, int32_t *byes,
                         double *gains, uint64_t *dice, int64_t moves, double heat, double guided, const int64_t *wanted_indptr, const int32_t *wanted, double here,
                         double *losses, int64_t most_losses, int64_t *counts) {
    const State s{rounds, count, places, groups, slot, group, member, start, pool, where, where_columns, locked, met, worth, repeat, bye_again, byes, gains, dice};
    const double nothing = -std::numeric_limits<double>::infinity();
    const int64_t bar = static_cast<int64_t>(guided * 65536);
    int64_t lost = 0;
    for (int64_t move_no = 0; move_no < moves; ++move_no) {
        const int64_t r = throw_dice(dice, rounds), i = throw_dice(dice, count);
        const int32_t *of = group + r * count, *begins = start + r * places;
        const int32_t mine = of[i];
        if (mine < 0 || locked[r * count + i]) continue;
        const bool invites = bar == 0 || throw_dice(dice, 65536) < bar;
        int64_t k = -1, j;
        if (bar > 0 && invites) {
            const int64_t row = wanted_indptr[i], width = wanted_indptr[i + 1] - row;
            if (width == 0) continue;
            j = k = wanted[row + throw_dice(dice, width)];
        } else {
            j = throw_dice(dice, count);
        }
        const int32_t theirs = of[j];
        if (theirs < 0 || theirs == mine || (k >= 0 && (theirs == pool[r] || met[i * count + k] > 0))) continue;
        double gain = nothing;
        if (invites) {
            for (int32_t at = begins[theirs]; at < begins[theirs + 1]; ++at) {
                const int64_t x = member[r * count + at];
                if (x == k || locked[r * count + x]) continue;
                const double worth_it = sum_gain(s, r, i, x, mine, theirs);
                if (worth_it > gain) {
                    gain = worth_it;
                    j = x;
                }
            }
        } else if (!locked[r * count + j]) {
            gain = sum_gain(s, r, i, j, mine, theirs);
        }
        if (gain == nothing) continue;
        ++counts[0];
        if (gain < 0.0) losses[lost++ % most_losses] = -gain;
        if (gain >= 0.0 || (gain > -20.0 * heat && throw_dice(dice, 1048576) < 1048576.0 * std::exp(gain / heat))) {
            ++counts[1];
            if (mine != pool[r]) exchange_column(s, row_of(s, r, mine), mine, i, j, theirs != pool[r] ? theirs : -2, of);
            if (theirs != pool[r]) exchange_column(s, row_of(s, r, theirs), theirs, j, i, mine != pool[r] ? mine : -2, of);
            swap_two(s, r, i, j, mine, theirs);
            change_elsewhere(s, r, i, mine, j, -1);
            change_elsewhere(s, r, j, theirs, i, -1);
            change_elsewhere(s, r, i, theirs, -1, 1);
            change_elsewhere(s, r, j, mine, -1, 1);
            here += gain;
        }
    }
    return here;
}
