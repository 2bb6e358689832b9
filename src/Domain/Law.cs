namespace Supervision.Domain;

/// <summary>The sources that refusals cite. Limits with numbers are not here: they come from the rule set.</summary>
public static class Law
{
    public static readonly Citation SixClears = new("20-KH/TU", "I.1");
    public static readonly Citation PlanImplementation = new("20-KH/TU", "IV.3");
    public static readonly Citation TrackedTasks = new("08-QC/TW", "");
    public static readonly Citation InspectorateOnly = new("84/2025/QH15", "Điều 62");
    public static readonly Citation CheckDecision = new("217/2025/NĐ-CP", "Điều 11.3");
    public static readonly Citation CheckMembers = new("217/2025/NĐ-CP", "Điều 12.2");
    public static readonly Citation CheckDuration = new("217/2025/NĐ-CP", "Điều 13");
    public static readonly Citation CheckMinutes = new("217/2025/NĐ-CP", "Điều 15.3a");
    public static readonly Citation CheckFollowUp = new("217/2025/NĐ-CP", "Điều 16");
    public static readonly Citation FindingBasis = new("84/2025/QH15", "Điều 33.3");
    public static readonly Citation DifferingOpinions = new("84/2025/QH15", "Điều 33.1c");
    public static readonly Citation WrittenExplanation = new("84/2025/QH15", "Điều 34.3");
    public static readonly Citation DocumentNumbers = new("30/2020/NĐ-CP", "Phụ lục I");
    public static readonly Citation PersonalData = new("91/2025/QH15", "");
    public static readonly Citation ClaimReview = new("12/2026/TT-BTC", "");
    public static readonly Citation CivilTimeLimits = new("91/2015/QH13", "Điều 147–148");

    /// <summary>A rule of this product, settable by the city; named so that nobody takes it for law.</summary>
    public static readonly Citation Product = new("Supervision", "");
}
