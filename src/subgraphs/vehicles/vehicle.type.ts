import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open, Personal } from '../../graphql/field-class.ts';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const VehicleGroup = registerCodeEnum(codes.vehicleGroups);
const PlateColour = registerCodeEnum(codes.plateColours);
const PlateKind = registerCodeEnum(codes.plateKinds);
const OwnerKind = registerCodeEnum(codes.ownerKinds);
const VehicleType = registerCodeEnum(codes.vehicleTypes);
const FuelType = registerCodeEnum(codes.fuelTypes);
const VehicleUsage = registerCodeEnum(codes.vehicleUsages);
const VehicleStatus = registerCodeEnum(codes.vehicleStatuses);
const OverdueBand = registerCodeEnum(codes.overdueBands);

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'Phương tiện đã đăng ký (Luật 36/2024/QH15, Điều 7). A registered vehicle.',
})
export class Vehicle {
  @Personal()
  @Field(() => ID, {
    nullable: true,
    description: 'Biển số + nhóm xe + màu biển: 99A12345:CAR:WHITE_BLACK. Plate key.',
  })
  id!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Biển số dạng chuẩn, không dấu cách. Canonical plate.',
  })
  vehiclePlateIdentifier!: string | null;

  @Open()
  @Field(() => VehicleGroup, { description: 'Nhóm xe của biển số. Group of the plate.' })
  vehicleGroup!: string;

  @Open()
  @Field(() => PlateColour, { description: 'Màu biển (Điều 36). Plate colour.' })
  plateColour!: string;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Biển số như trên xe: 99A-123.45. As on the metal.' })
  plateDisplay!: string | null;

  @Open()
  @Field(() => PlateKind, { description: 'Loại biển. Kind of plate.' })
  plateKind!: string;

  @Internal()
  @Field(() => OwnerKind, {
    nullable: true,
    description: 'Chủ xe là cá nhân hay tổ chức. Person or organisation.',
  })
  ownerKind!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Mã số thuế của tổ chức chủ xe. Tax code of the owner.',
  })
  ownerTaxCode!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Số chứng nhận đăng ký xe. Registration certificate.' })
  registrationCertificateNumber!: string | null;

  @Internal()
  @Field(() => DateScalar, { nullable: true, description: 'Ngày đăng ký lần đầu. First registration.' })
  dateVehicleFirstRegistered!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Số khung (ISO 3779). VIN.' })
  vehicleIdentificationNumber!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Số máy. Engine number.' })
  engineNumber!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Nhãn hiệu. Make.' })
  make!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Số loại. Model.' })
  model!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Màu sơn. Paint.' })
  colour!: string | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Năm sản xuất. Year made.' })
  manufactureYear!: number | null;

  @Open()
  @Field(() => VehicleType, { description: 'Loại phương tiện (Điều 34). Vehicle type.' })
  vehicleType!: string;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Số chỗ ngồi. Seats.' })
  seatCount!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Khối lượng toàn bộ, kg. Gross mass, kg.' })
  grossMassKg!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Khối lượng bản thân, kg. Kerb mass, kg.' })
  kerbMassKg!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Tải trọng, kg. Payload, kg.' })
  payloadKg!: number | null;

  @Open()
  @Field(() => Int, { nullable: true, description: 'Dung tích xi lanh, cm³. Cylinder capacity, cm³.' })
  cylinderCapacityCc!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Công suất động cơ, kW. Motor power, kW.' })
  motorPowerKw!: number | null;

  @Open()
  @Field(() => FuelType, { nullable: true, description: 'Nhiên liệu. Fuel.' })
  fuelType!: string | null;

  @Open()
  @Field(() => VehicleUsage, { nullable: true, description: 'Mục đích sử dụng. Usage.' })
  usage!: string | null;

  @Internal()
  @Field(() => VehicleStatus, { nullable: true, description: 'Tình trạng đăng ký. Registration status.' })
  status!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Số giấy chứng nhận kiểm định. Inspection certificate.',
  })
  inspectionCertificateNumber!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Số tem kiểm định. Inspection stamp.' })
  inspectionStampNumber!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Mã đơn vị đăng kiểm. Inspection centre.' })
  inspectionCentreCode!: string | null;

  @Internal()
  @Field(() => DateScalar, { nullable: true, description: 'Ngày kiểm định. Inspected on.' })
  inspectedOn!: string | null;

  @Internal()
  @Field(() => DateScalar, { nullable: true, description: 'Hạn kiểm định. Inspection valid until.' })
  inspectionValidUntil!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Số hợp đồng bảo hiểm TNDS bắt buộc. Compulsory insurance policy.',
  })
  insurancePolicyNumber!: string | null;

  @Internal()
  @Field(() => DateScalar, { nullable: true, description: 'Hạn bảo hiểm TNDS. Insurance valid until.' })
  insuranceValidUntil!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn cập nhật lúc. Updated at the source.' })
  sourceUpdatedAt!: string | null;

  ownerPersonalId!: string | null;
  registeredAtUnitCode!: string | null;
  registeredAtUnitValidFrom!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Tình trạng quá hạn kiểm định. Overdue inspection.' })
export class InspectionOverdue {
  @Internal()
  @Field(() => Int, { nullable: true, description: 'Số ngày quá hạn; 0 = còn hạn. Days overdue.' })
  overdueDays!: number;

  @Internal()
  @Field(() => OverdueBand, {
    nullable: true,
    description: 'Mức theo Nghị định 168/2024. Band of Decree 168/2024.',
  })
  overdueBand!: string;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Mã hành vi tương ứng. Violation code it amounts to.' })
  violationCode!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Căn cứ pháp lý. Citation.' })
  citation!: string | null;
}
