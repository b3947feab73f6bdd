namespace Matchmaking.Engine.Matching;

/// <summary>
/// Confirms after every solve, in release builds too, that a flow is feasible and cheapest: balance at every node, flows within
/// capacities, complementary slackness, and the dual value equal to the primal cost.
/// </summary>
internal static class FlowCheck
{
    /// <exception cref="InvalidOperationException">The flow is not an optimal one: a fault of the engine, never of the input.</exception>
    public static void Confirm(NetworkSimplex simplex)
    {
        var (nodes, from, to, cost, state, tree, artificialCost) = simplex.Parts;
        var balance = new Int128[nodes + 1];
        Int128 primal = 0, dual = 0;
        for (var node = 0; node < nodes; node++)
        {
            var (arc, flow, parent) = (tree.Arc[node], tree.Flow[node], tree.Parent[node]);
            var (tail, head) = tree.PointsUp[node] ? (node, parent) : (parent, node);
            var price = arc < from.Length ? cost[arc] : artificialCost;
            Require(flow >= 0 && (arc >= nodes || flow <= simplex.Capacity[arc]), "a flow is outside its capacity");
            Require(arc >= from.Length || (from[arc] == tail && to[arc] == head), "a tree arc joins other nodes");
            Require(price + tree.Potential[tail] - tree.Potential[head] == 0, "a tree arc has a reduced cost");
            balance[tail] += flow;
            balance[head] -= flow;
            primal += (Int128)price * flow;
            dual -= (Int128)tree.Potential[node] * simplex.Supply[node];
        }

        var potential = tree.Potential;
        for (var arc = 0; arc < from.Length; arc++)
        {
            var reduced = cost[arc] + potential[from[arc]] - potential[to[arc]];
            if (reduced * state[arc] < 0)
                throw new InvalidOperationException("The flow is not optimal: an arc out of the tree would lower the cost.");
            if (state[arc] >= 0)
                continue;
            Require(arc < nodes, "an arc without capacity is saturated");
            var flow = simplex.Capacity[arc];
            balance[from[arc]] += flow;
            balance[to[arc]] -= flow;
            primal += (Int128)cost[arc] * flow;
            dual += (Int128)reduced * flow;
        }
        for (var node = 0; node < nodes; node++)
            Require(balance[node] == simplex.Supply[node], "a node is out of balance");
        Require(primal == dual, "the dual value differs from the cost");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException($"The flow is not optimal: {otherwise}.");
    }
}
