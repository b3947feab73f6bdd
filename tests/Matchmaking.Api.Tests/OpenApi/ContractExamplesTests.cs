using System.Globalization;
using Matchmaking.Api.Http;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Tests.OpenApi;

/// <summary>
/// One round from registration to the first handshake, with the document's examples: what the document shows is what was sent and answered
/// here. With MATCHMAKING_UPDATE_CONTRACT=1 the answers are recorded; run it a second time, so that the document takes them up.
/// </summary>
public sealed class ContractExamplesTests : ScenarioTests
{
    private const string Material = "lithium";

    [Fact]
    public async Task The_examples_are_what_one_round_from_end_to_end_sends_and_answers()
    {
        var document = await Contract.ReadAsync();
        var walk = new ExampleWalk(document);
        var publisher = await StaffAsync(walk);
        var buyer = await CompaniesAsync(walk);
        await ReferenceAsync(walk);
        var round = await DraftAsync(walk);
        var demand = await DemandAsync(walk, round, buyer);
        var (supplier, offer) = await OffersAsync(walk, round, buyer);
        await DecideAsync(walk, round, demand, offer);
        await RunAsync(walk, round, publisher);
        await AnswerAsync(walk, round, buyer, supplier);

        Assert.Empty(Contract.Operations(document).Select(entry => (string)entry.Operation["operationId"]!).Except(walk.Called));
        Assert.True(
            walk.Differences.Count == 0,
            $"Examples are out of date. Run the tests with MATCHMAKING_UPDATE_CONTRACT=1, twice.\n{string.Join('\n', walk.Differences)}");
    }

    private async Task<ApiClient> StaffAsync(ExampleWalk walk)
    {
        var added = await walk.CallAsync(App.Operator, "AddStaff");
        var second = App.With((string)added["key"]!, added.Id);
        await walk.CallAsync(second, "GetOwnStaff");
        await App.AuditorAsync();
        await walk.CallAsync(App.Operator, "ListStaff", query: "?role=auditor");
        var key = await walk.CallAsync(second, "CreateStaffKey");
        await walk.CallAsync(second, "ListStaffKeys");
        await walk.CallAsync(second, "RevokeStaffKey", [key.Id]);
        return second;
    }

    private async Task<ApiClient> CompaniesAsync(ExampleWalk walk)
    {
        var registered = await walk.CallAsync(App.Public, "RegisterParticipant");
        var buyer = App.With((string)registered["key"]!, registered.Id);
        await walk.CallAsync(buyer, "GetOwnParticipant");
        await walk.CallAsync(buyer, "ReplaceOwnParticipant");
        var key = await walk.CallAsync(buyer, "CreateParticipantKey");
        await walk.CallAsync(buyer, "ListParticipantKeys");
        await walk.CallAsync(buyer, "RevokeParticipantKey", [key.Id]);
        await walk.CallAsync(App.Operator, "ListParticipants", query: "?state=pending");
        await walk.CallAsync(App.Operator, "VerifyParticipant", [buyer.Id]);
        await walk.CallAsync(App.Operator, "SuspendParticipant", [buyer.Id]);
        await walk.CallAsync(App.Operator, "ReinstateParticipant", [buyer.Id]);
        await walk.CallAsync(App.Operator, "GetParticipant", [buyer.Id]);
        var other = await App.RegisterAsync(ExampleCompany.Of(2, "FR", "buyer"));
        await walk.CallAsync(App.Operator, "RejectParticipant", [other.Id]);
        return buyer;
    }

    private async Task ReferenceAsync(ExampleWalk walk)
    {
        await walk.CallAsync(App.Public, "GetMaterial", ["gallium"]);
        await walk.CallAsync(App.Public, "ListMaterials", query: "?limit=1");
        await walk.CallAsync(App.Public, "ListCountries", query: "?status=eea");
    }

    private async Task<string> DraftAsync(ExampleWalk walk)
    {
        var spare = await App.DraftRoundAsync();
        await walk.CallAsync(App.Operator, "CancelRound", [spare]);
        var round = (await walk.CallAsync(App.Operator, "DraftRound")).Id;
        await walk.CallAsync(App.Operator, "ReplaceRound", [round]);
        At("2027-01-11T09:00:00Z");
        await walk.CallAsync(App.Operator, "OpenDemand", [round]);
        await walk.CallAsync(App.Operator, "ExtendRound", [round]);
        await walk.CallAsync(App.Public, "ListRounds", query: "?state=demand-open");
        await walk.CallAsync(App.Public, "GetRound", [round]);
        return round;
    }

    // Three buyers, so that the pool is shown; and a line to withdraw and one to exclude.
    private async Task<string> DemandAsync(ExampleWalk walk, string round, ApiClient buyer)
    {
        At("2027-01-18T09:30:00Z");
        var line = await walk.CallAsync(buyer, "SubmitDemand", [round]);
        await walk.CallAsync(buyer, "ReplaceDemand", [round, line.Id]);
        var spare = await buyer.PostAsync($"/v1/rounds/{round}/demands", Sample.Demand(body => body["quantity"] = 5)).ShouldBe(201);
        await walk.CallAsync(buyer, "WithdrawDemand", [round, spare.Id]);
        await walk.CallAsync(buyer, "GetDemand", [round, line.Id]);
        await walk.CallAsync(buyer, "ListDemands", [round], $"?material={Material}&state=active");
        var excluded = "";
        foreach (var (number, country, quantity) in new[] { (3, "FR", 40), (4, "IT", 30), (5, "NL", 20) })
        {
            var other = await App.VerifiedAsync(ExampleCompany.Of(number, country, "buyer"));
            var body = Sample.Demand(line => (line["quantity"], line["destination"]) = (quantity, country));
            excluded = (await other.PostAsync($"/v1/rounds/{round}/demands", body).ShouldBe(201)).Id;
        }

        return excluded;
    }

    private async Task<(ApiClient Supplier, string Offer)> OffersAsync(ExampleWalk walk, string round, ApiClient buyer)
    {
        At("2027-02-08T11:00:00Z");
        await walk.CallAsync(App.Operator, "OpenOffers", [round]);
        await walk.CallAsync(buyer, "ListPools", [round]);
        At("2027-02-15T10:15:00Z");
        var supplier = await App.VerifiedAsync(ExampleCompany.Of(6, "CL", "supplier"));
        var offer = await walk.CallAsync(supplier, "SubmitOffer", [round]);
        await walk.CallAsync(supplier, "ReplaceOffer", [round, offer.Id]);
        var spare = await supplier.PostAsync($"/v1/rounds/{round}/offers", Sample.Offer()).ShouldBe(201);
        await walk.CallAsync(supplier, "WithdrawOffer", [round, spare.Id]);
        await walk.CallAsync(supplier, "GetOffer", [round, offer.Id]);
        await walk.CallAsync(supplier, "ListOffers", [round], $"?material={Material}&state=active");
        var australia = await App.VerifiedAsync(ExampleCompany.Of(7, "AU", "supplier"));
        foreach (var (quantity, price) in new[] { (30, 12_000), (10, 12_500) })
        {
            var body = Sample.Offer(terms =>
                (terms["quantity"], terms["askPrice"], terms["origin"], terms["purity"]) = (quantity, price, "AU", 57));
            await australia.PostAsync($"/v1/rounds/{round}/offers", body).ShouldBe(201);
        }

        return (supplier, offer.Id);
    }

    private async Task DecideAsync(ExampleWalk walk, string round, string demand, string offer)
    {
        At("2027-03-08T11:00:00Z");
        await walk.CallAsync(App.Operator, "CloseRound", [round]);
        At("2027-03-10T09:00:00Z");
        await walk.CallAsync(App.Operator, "GivePublicValue", [round]);
        await walk.CallAsync(App.Operator, "ExcludeDemand", [round, demand]);
        var offers = (await App.Operator.GetAsync($"/v1/rounds/{round}/offers").ShouldBe(200)).Items;
        await walk.CallAsync(App.Operator, "ExcludeOffer", [round, (string)offers[^1]["id"]!]);
        await walk.CallAsync(App.Operator, "ConfirmOffer", [round, offer]);
    }

    private async Task RunAsync(ExampleWalk walk, string round, ApiClient publisher)
    {
        await walk.CallAsync(App.Operator, "CancelRun", [round, await QueuedRunAsync(round)]);
        var run = await walk.CallAsync(App.Operator, "StartRun", [round]);
        while ((string?)(await App.Operator.GetAsync(run.Location))["status"] is "queued" or "running")
            await Task.Delay(20);
        foreach (var operation in (string[])["GetRun", "ListRunGroups", "ListRunMatches", "GetRunInput", "GetRunResult"])
            await walk.CallAsync(App.Operator, operation, [round, run.Id]);
        await walk.CallAsync(App.Operator, "ListRuns", [round], "?status=succeeded");
        At("2027-03-15T12:00:00Z");
        await walk.CallAsync(publisher, "PublishRound", [round], change: body => body["runId"] = run.Id);
    }

    private async Task AnswerAsync(ExampleWalk walk, string round, ApiClient buyer, ApiClient supplier)
    {
        At("2027-03-16T08:00:00Z");
        await walk.CallAsync(App.Public, "GetReport", [round]);
        var matches = (await walk.CallAsync(buyer, "ListMatches", [round])).Items;
        var match = (string)matches[0]["id"]!;
        await supplier.PostAsync($"/v1/matches/{match}/accept").ShouldBe(200);
        await walk.CallAsync(buyer, "AcceptMatch", [match]);
        await walk.CallAsync(buyer, "GetMatch", [match]);
        var others = (await supplier.GetAsync($"/v1/rounds/{round}/matches?state=proposed").ShouldBe(200)).Items;
        await walk.CallAsync(supplier, "DeclineMatch", [(string)others[0]["id"]!]);
        await walk.CallAsync(App.Operator, "ListAuditEntries", query: $"?subject={match}");
        await walk.CallAsync(App.Operator, "AnnulRound", [round]);
    }

    // Steps are taken an hour ahead of the timetable, so that the operator takes them.
    private void At(string time) => App.Clock.Advance(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - App.Clock.Now);

    // Stored, but not handed to the worker, which would be faster than a cancel.
    private async Task<string> QueuedRunAsync(string round)
    {
        var row = new RunRow { Id = Ids.New(), RoundId = round, Status = "queued", StartedBy = App.Operator.Id, CreatedAt = App.Clock.Now };
        await App.Service<Database>().WriteAsync(session => RunStore.Add(session, row));
        return row.Id;
    }
}
